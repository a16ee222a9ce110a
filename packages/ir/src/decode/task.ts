import type { TaskInputArtifact, TaskInputParameter, TaskSpec, TriggerStrategy } from '../pipeline-spec.ts';
import { filled, list, map, message, optional, required, transform } from './combinators.ts';
import type { Decoder } from './decoding.ts';
import { emptyList, emptyMap, emptyPorts } from './empty.ts';
import { bool, double, duration, int, oneOf, text } from './primitives.ts';
import { runtimeValue } from './runtime-value.ts';

type Part<Name extends keyof TaskSpec> = NonNullable<TaskSpec[Name]>;

/** An output of another task of the same DAG. */
export const taskOutputParameter: Decoder<NonNullable<TaskInputParameter['taskOutputParameter']>> = message<
  NonNullable<TaskInputParameter['taskOutputParameter']>
>({ producerTask: required(text), outputParameterKey: required(text) });

/**
 * Where a value comes from: an input of a task, or a setting of its pod. The old `runtimeParameter` is an input of the DAG like any other;
 * it stays where something else is given too, so that the rule about exactly one source sees both.
 */
export const inputParameter: Decoder<TaskInputParameter> = transform(
  message<TaskInputParameter>({
    componentInputParameter: optional(text),
    taskOutputParameter: optional(taskOutputParameter),
    runtimeValue: optional(runtimeValue),
    taskFinalStatus: optional(
      message<NonNullable<TaskInputParameter['taskFinalStatus']>>({ producerTask: required(text) }),
    ),
    parameterExpressionSelector: optional(text),
  }),
  (source) => {
    const { runtimeValue: old, ...rest } = source;
    const name = old !== undefined && Object.keys(old).length === 1 ? old.runtimeParameter : undefined;
    return name === undefined || rest.componentInputParameter !== undefined
      ? source
      : { ...rest, componentInputParameter: name };
  },
);

const inputArtifact = message<TaskInputArtifact>({
  componentInputArtifact: optional(text),
  taskOutputArtifact: optional(
    message<NonNullable<TaskInputArtifact['taskOutputArtifact']>>({
      producerTask: required(text),
      outputArtifactKey: required(text),
    }),
  ),
});

const triggerStrategy = oneOf<TriggerStrategy>([
  'TRIGGER_STRATEGY_UNSPECIFIED',
  'ALL_UPSTREAM_TASKS_SUCCEEDED',
  'ALL_UPSTREAM_TASKS_COMPLETED',
]);

const parameterIterator = message<Part<'parameterIterator'>>({
  items: required(message<Part<'parameterIterator'>['items']>({ raw: optional(text), inputParameter: optional(text) })),
  itemInput: required(text),
});

const artifactIterator = message<Part<'artifactIterator'>>({
  items: required(message<Part<'artifactIterator'>['items']>({ inputArtifact: required(text) })),
  itemInput: required(text),
});

const retryPolicy = message<Part<'retryPolicy'>>({
  maxRetryCount: optional(int),
  backoffDuration: optional(duration),
  backoffFactor: optional(double),
  backoffMaxDuration: optional(duration),
});

/** One use of a component in a DAG. */
export const task: Decoder<TaskSpec> = message<TaskSpec>({
  taskInfo: optional(message<Part<'taskInfo'>>({ name: optional(text) })),
  componentRef: required(message<TaskSpec['componentRef']>({ name: required(text) })),
  inputs: filled(
    message<TaskSpec['inputs']>({
      parameters: filled(map(inputParameter), emptyMap),
      artifacts: filled(map(inputArtifact), emptyMap),
    }),
    emptyPorts,
  ),
  dependentTasks: filled(list(text), emptyList),
  cachingOptions: optional(message<Part<'cachingOptions'>>({ enableCache: optional(bool), cacheKey: optional(text) })),
  triggerPolicy: optional(
    message<Part<'triggerPolicy'>>({ condition: optional(text), strategy: optional(triggerStrategy) }),
  ),
  parameterIterator: optional(parameterIterator),
  artifactIterator: optional(artifactIterator),
  iteratorPolicy: optional(message<Part<'iteratorPolicy'>>({ parallelismLimit: optional(int) })),
  retryPolicy: optional(retryPolicy),
});
