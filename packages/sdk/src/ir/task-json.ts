import type { GroupNode, RetryOptions, TaskNode, TaskSettings } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import type { JsonObject } from '@tiphys/diagnostics';
import { dataOfComponent } from '../components/any-component.ts';
import { isArtifactType } from '../types/type.ts';
import type { Bindings, Reference } from './bindings.ts';
import { conditionText } from './condition-text.ts';
import { constantJson } from './constant-json.ts';
import { dynamicOptions, textOf } from './dynamic-options.ts';
import { referenceJson } from './reference-json.ts';
import { channelName } from './value-names.ts';
import { withoutEmpty } from './without-empty.ts';

/** The task of a component in its DAG. */
export function taskJson(task: TaskNode, component: string, bindings: Bindings): JsonObject {
  const { name, options } = task;
  const dependentTasks = bindings.dependenciesOf(task);
  const trigger = options.ignoreUpstreamFailure === true ? completed : undefined;
  return {
    cachingOptions: cachingJson(options.cache),
    componentRef: { name: component },
    ...(dependentTasks.length > 0 && { dependentTasks }),
    ...inputsJson(task, bindings, dependentTasks[0]),
    ...(options.retry !== undefined && { retryPolicy: retryJson(options.retry) }),
    taskInfo: { name: options.displayName ?? name },
    ...(trigger !== undefined && { triggerPolicy: trigger }),
  };
}

/** The task that runs once a guarded group has ended, however it ended. */
export function exitTaskJson(task: TaskNode, component: string, bindings: Bindings): JsonObject {
  const guarded = task.exitOf?.name ?? '';
  const { inputs: _, ...json } = taskJson(task, component, bindings);
  return { ...json, dependentTasks: [guarded], ...inputsJson(task, bindings, guarded), triggerPolicy: completed };
}

/** The task of a loop, a condition or another group. */
export function groupTaskJson(group: GroupNode, component: string, bindings: Bindings): JsonObject {
  const dependentTasks = bindings.dependenciesOf(group);
  const inputs = [...bindings.inputsOf(group)];
  const condition = group.condition;
  const parent = group.parent ?? group;
  return {
    componentRef: { name: component },
    ...(dependentTasks.length > 0 && { dependentTasks }),
    ...splitInputs(inputs.map(([name, value]) => [name, bindings.bind(value, parent, group)])),
    ...loopJson(group),
    taskInfo: { name: group.displayName ?? group.name },
    ...(condition !== undefined && {
      triggerPolicy: { condition: conditionText(condition, (value) => bindings.require(group, value)) },
    }),
  };
}

const completed: JsonObject = { strategy: 'ALL_UPSTREAM_TASKS_COMPLETED' };

function cachingJson(cache: TaskSettings['cache']): JsonObject {
  if (cache === false) return {};
  return { enableCache: true, ...(typeof cache === 'object' && { cacheKey: cache.key }) };
}

/** The Python SDK always writes all four. */
function retryJson({
  limit,
  backoffSeconds = 0,
  backoffFactor = 2,
  backoffMaxSeconds = 3600,
}: RetryOptions): JsonObject {
  return {
    backoffDuration: `${backoffSeconds}s`,
    backoffFactor,
    backoffMaxDuration: `${backoffMaxSeconds}s`,
    maxRetryCount: limit,
  };
}

function loopJson({ loop }: GroupNode): JsonObject {
  if (loop === undefined) return {};
  const { items, itemId, parallelism } = loop;
  const policy = parallelism === undefined ? {} : { iteratorPolicy: { parallelismLimit: parallelism } };
  if (!isValue(items)) {
    const raw = JSON.stringify(constantJson(items, 'the items of a loop').json);
    return {
      ...policy,
      parameterIterator: { itemInput: `pipelinechannel--loop-item-param-${itemId}`, items: { raw } },
    };
  }
  const input = channelName(items);
  const itemInput = `${input}-loop-item`;
  const { type } = dataOf(items);
  return {
    ...policy,
    ...(type !== undefined && isArtifactType(type)
      ? { artifactIterator: { itemInput, items: { inputArtifact: input } } }
      : { parameterIterator: { itemInput, items: { inputParameter: input } } }),
  };
}

function inputsJson(task: TaskNode, bindings: Bindings, producer: string | undefined): JsonObject {
  const { parent, component, options, name } = task;
  const references: [string, Reference][] = [];
  const constants: Record<string, JsonObject> = {};
  const give = (input: string, given: unknown): void => {
    if (isValue(given) && dataOf(given).source.kind !== 'text') {
      references.push([input, bindings.bind(given, parent, task)]);
      return;
    }
    const { json, values } = constantJson(given, `${name}.${input}`);
    constants[input] = { runtimeValue: { constant: json } };
    for (const [extra, value] of values) references.push([extra, bindings.bind(value, parent, task)]);
  };
  for (const [input, given] of Object.entries(task.inputs)) {
    if (given !== undefined) give(input, given);
  }
  // Options are texts in which a value stands, never the value itself.
  for (const [input, value] of dynamicOptions(options)) give(input, textOf(value));
  for (const [input, type] of Object.entries(dataOfComponent(component).inputs)) {
    if (!isArtifactType(type) && type.kind === 'finalStatus' && producer !== undefined && isStatusGiven(task)) {
      constants[input] = { taskFinalStatus: { producerTask: producer } };
    }
  }
  return splitInputs(references, constants);
}

function isStatusGiven({ exitOf, options }: TaskNode): boolean {
  return exitOf !== undefined || options.ignoreUpstreamFailure === true;
}

function splitInputs(
  references: readonly (readonly [string, Reference])[],
  constants: Readonly<Record<string, JsonObject>> = {},
): JsonObject {
  const parameters: Record<string, JsonObject> = { ...constants };
  const artifacts: Record<string, JsonObject> = {};
  for (const [name, reference] of references) {
    const target = reference.isArtifact ? artifacts : parameters;
    target[name] = referenceJson(reference);
  }
  const inputs = withoutEmpty({ artifacts, parameters });
  return inputs === undefined ? {} : { inputs };
}
