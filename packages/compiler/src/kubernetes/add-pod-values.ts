import type { ComponentSpec, ParameterTypeName } from '@tiphys/ir';
import { referencedInputs } from '@tiphys/expr';
import { buildParameterBinding } from '../build/build-binding.ts';
import type { BuildContext } from '../build/build-context.ts';
import { isPlainText } from '../build/is-plain-text.ts';
import { badPodOption, unknownPodValue, unsupported } from '../diagnostics.ts';
import type { Binding, Dependency, Task } from '../plan.ts';
import { executorPodOptions } from './executor-pod-options.ts';
import { noPodOptions, podValueNames } from './pod-value-names.ts';
import type { PodOptions, PodValue } from './pod-options.ts';
import type { DynamicValue } from './pod-value-reader.ts';

/**
 * Gives a task the values that the options of its pod need. They are resolved where the task stands, in `scope`, as its
 * inputs are (kfp-semantics 7.1).
 */
export function addPodValues(context: BuildContext, scope: ComponentSpec, task: Task): Task {
  if (task.target.kind !== 'executor') return task;
  const label = context.component(task.target.executor).executorLabel ?? '';
  // Whatever is wrong with the options themselves is reported once, with the executor.
  const pod = executorPodOptions(context, label, () => undefined);
  const bindings = podValueNames(pod?.options ?? noPodOptions).flatMap((name): [string, Binding][] => {
    const value = pod?.dynamic.get(name);
    return value === undefined ? [] : [[name, podBinding(context, scope, task, name, value)]];
  });
  const claims = task.cache === undefined ? {} : mountedClaims(pod?.options ?? noPodOptions);
  const withClaims = Object.keys(claims).length === 0 ? task : { ...task, claims };
  if (bindings.length === 0) return withClaims;
  const podValues = Object.fromEntries(bindings);
  return { ...withClaims, podValues, dependencies: withProducers(task.dependencies, Object.values(podValues)) };
}

/** What is in a claim is not known to the cache, but which claim it is (kfp-semantics 5.9). */
function mountedClaims({ volumes, mounts }: PodOptions): Readonly<Record<string, PodValue>> {
  const claims = new Map(
    volumes.flatMap(({ name, source }) => (source.kind === 'claim' ? [[name, source.object] as const] : [])),
  );
  return Object.fromEntries(
    mounts.flatMap(({ volume, path, subPath }) => {
      const claim = claims.get(volume);
      return claim === undefined ? [] : [[subPath === undefined ? path : `${path}:${subPath}`, claim]];
    }),
  );
}

function podBinding(
  context: BuildContext,
  scope: ComponentSpec,
  task: Task,
  name: string,
  value: DynamicValue,
): Binding {
  const binding = buildParameterBinding(context, value.parameter, value.path);
  const missing = missingSource(context, scope, task, binding);
  if (missing !== undefined) context.report(unknownPodValue(context.place(value.path), task.name, missing));
  if (wantsObject(name) && missing === undefined && sourceType(context, scope, binding) === 'STRING') {
    context.report(badPodOption(context.place(value.path), 'The value', 'a struct or a list, not a text'));
  }
  if (binding.kind === 'template' && !isPlainText(binding.argument)) {
    const hint = 'Use text, parameters and the name or id of the run.';
    context.report(unsupported(context.place(value.path), 'This placeholder in an option of a pod', hint));
  }
  return binding;
}

/** Whether an option takes an object, or a list of them, rather than a name; KFP takes a text for an empty one there. */
function wantsObject(name: string): boolean {
  return ['nodeSelector', 'tolerations', 'nodeAffinity'].includes(name.replace(/-\d+$/, ''));
}

function sourceType(context: BuildContext, scope: ComponentSpec, binding: Binding): ParameterTypeName | undefined {
  if (binding.kind === 'template') return binding.json === true ? undefined : 'STRING';
  if ((binding.kind !== 'input' && binding.kind !== 'output') || binding.select !== undefined) return undefined;
  if (binding.kind === 'input') return scope.inputDefinitions.parameters[binding.name]?.parameterType;
  const producer = context.component(scope.dag?.tasks[binding.task]?.componentRef.name ?? '');
  return producer.outputDefinitions.parameters[binding.output]?.parameterType;
}

/** What a binding asks for that is not there; undefined when all is well. */
function missingSource(context: BuildContext, scope: ComponentSpec, task: Task, binding: Binding): string | undefined {
  switch (binding.kind) {
    case 'constant':
      return undefined;
    case 'template': {
      const { parameters } = referencedInputs(binding.argument);
      const absent = parameters.find((name) => !Object.hasOwn(task.inputs.parameters, name));
      return absent === undefined ? undefined : `the input "${absent}" of the task`;
    }
    case 'input':
      return binding.name in scope.inputDefinitions.parameters ? undefined : `the parameter "${binding.name}"`;
    case 'output': {
      const producer = scope.dag?.tasks[binding.task];
      const outputs = producer && context.component(producer.componentRef.name).outputDefinitions.parameters;
      return outputs !== undefined && binding.output in outputs
        ? undefined
        : `the output "${binding.output}" of "${binding.task}"`;
    }
    case 'status':
      return `the status of "${binding.task}"`;
  }
}

/** The SDK adds these dependencies itself; other writers of IR may not. */
function withProducers(dependencies: readonly Dependency[], bindings: readonly Binding[]): readonly Dependency[] {
  const until = new Map(dependencies.map(({ task, until: end }) => [task, end]));
  for (const binding of bindings) {
    if (binding.kind === 'output' && !until.has(binding.task)) until.set(binding.task, 'succeeded');
  }
  return [...until].sort(([one], [other]) => (one < other ? -1 : 1)).map(([task, end]) => ({ task, until: end }));
}
