import type { Condition } from '@tiphys/expr';
import { parseCondition, referencedInputs } from '@tiphys/expr';
import type { DocumentPath, JsonValue } from '@tiphys/diagnostics';
import { parseJson } from '@tiphys/diagnostics';
import type { ComponentSpec, TaskSpec } from '@tiphys/ir';
import { roundedFactor, badCondition, ignored, outputOfUncertainTask, unsupported } from '../diagnostics.ts';
import type { Binding, Dependency, Loop, Ports, RetryPolicy, Task } from '../plan.ts';
import { buildArtifactBinding, buildParameterBinding } from './build-binding.ts';
import type { BuildContext } from './build-context.ts';
import { isPlainText } from './is-plain-text.ts';
import { readsItself } from './reads-itself.ts';
import { mapRecord } from './map-record.ts';
import { volumeOperation } from './volume-operation.ts';
import { taskConfigInputs } from '../kubernetes/pass-through.ts';
import { usesWorkspace } from '../kubernetes/workspace-mount.ts';

/** One task of the DAG component `scope`; `path` is its place in the IR. */
export function buildTask(
  context: BuildContext,
  scope: ComponentSpec,
  name: string,
  spec: TaskSpec,
  path: DocumentPath,
): Task {
  const component = spec.componentRef.name;
  const isScope = context.component(component).dag !== undefined;
  const inputs: Ports<Binding> = {
    parameters: mapRecord(givenParameters(context, scope, spec, path), (input, key) =>
      buildParameterBinding(context, input, [...path, 'inputs', 'parameters', key]),
    ),
    artifacts: mapRecord(spec.inputs.artifacts, buildArtifactBinding),
  };
  checkTemplates(context, inputs, isScope || spec.triggerPolicy?.condition !== undefined, path);
  const condition = buildCondition(context, spec, path);
  const loop = buildLoop(spec);
  const retry = buildRetry(context, spec, path);
  const displayName = spec.taskInfo?.name;
  const cache = hasCache(context, component) ? cacheOption(spec) : undefined;
  return {
    kind: 'task',
    name,
    ...(displayName !== undefined && displayName !== name && { displayName }),
    target: isScope ? { kind: 'scope', scope: component } : { kind: 'executor', executor: component },
    inputs,
    dependencies: buildDependencies(context, name, spec, inputs, path),
    ...(condition && { condition }),
    ...(loop && { loop }),
    ...(retry && { retry }),
    ...(cache !== undefined && { cache }),
  };
}

/**
 * What a task gives its component. An input that is told of the task's pod is given by the system, as in KFP; the SDK hands a
 * parameter of that type down to it all the same.
 */
function givenParameters(
  context: BuildContext,
  scope: ComponentSpec,
  { componentRef, inputs }: TaskSpec,
  path: DocumentPath,
): TaskSpec['inputs']['parameters'] {
  const told = new Set(taskConfigInputs(context.component(componentRef.name)));
  const passed = new Set<string | undefined>(taskConfigInputs(scope));
  const given = Object.entries(inputs.parameters).filter(([name, { componentInputParameter }]) => {
    if (!told.has(name)) return true;
    if (passed.has(componentInputParameter)) return false;
    const place = context.place([...path, 'inputs', 'parameters', name]);
    context.report(ignored(place, `A value for ${JSON.stringify(name)}`, 'the input is told of the pod of the task.'));
    return false;
  });
  return Object.fromEntries(given);
}

/**
 * No text can be made of itself. For the rest a container's launcher renders every placeholder. Nested pipelines, conditions and loops have no launcher: there the
 * manifest itself has to, which it can do for text, parameters and the run's names.
 */
function checkTemplates(
  context: BuildContext,
  inputs: Ports<Binding>,
  withoutLauncher: boolean,
  path: DocumentPath,
): void {
  for (const [name, binding] of Object.entries(inputs.parameters)) {
    if (binding.kind !== 'template') continue;
    const place = context.place([...path, 'inputs', 'parameters', name]);
    if (readsItself(inputs.parameters, name)) {
      context.report(unsupported(place, 'A text that asks for itself', 'Make it of other inputs.'));
    }
    if (!withoutLauncher) continue;
    const absent = referencedInputs(binding.argument).parameters.find((of) => !Object.hasOwn(inputs.parameters, of));
    if (absent !== undefined) {
      context.report(unsupported(place, `A text that asks for ${JSON.stringify(absent)}`, 'Give the task that input.'));
    }
    if (isPlainText(binding.argument)) continue;
    const hint = 'Pass the parts as inputs and put them together in the component.';
    context.report(unsupported(place, 'This placeholder outside of a container', hint));
  }
}

/** Explicit dependencies and the producers of the inputs, by name (kfp-semantics 5.1, 6.1). */
function buildDependencies(
  context: BuildContext,
  name: string,
  spec: TaskSpec,
  inputs: Ports<Binding>,
  path: DocumentPath,
): readonly Dependency[] {
  const component = context.component(spec.componentRef.name);
  const runsAlways = spec.triggerPolicy?.strategy === 'ALL_UPSTREAM_TASKS_COMPLETED';
  const until = new Map<string, Dependency['until']>();
  for (const task of spec.dependentTasks) until.set(task, runsAlways ? 'final' : 'succeeded');
  for (const kind of ['parameters', 'artifacts'] as const) {
    for (const [input, binding] of Object.entries(inputs[kind])) {
      if (binding.kind === 'status') until.set(binding.task, 'final');
      if (binding.kind !== 'output') continue;
      const isFinal = runsAlways || until.get(binding.task) === 'final';
      until.set(binding.task, isFinal ? 'final' : 'succeeded');
      if (isFinal && isRequired(component, kind, input)) {
        const place = context.place([...path, 'inputs', kind, input]);
        context.report(outputOfUncertainTask(place, { task: name, input, producer: binding.task }));
      }
    }
  }
  return [...until.keys()].sort().map((task) => ({ task, until: until.get(task) ?? 'succeeded' }));
}

/** Whether the input has neither a default nor leave to be absent. */
function isRequired({ inputDefinitions }: ComponentSpec, kind: keyof Ports<unknown>, input: string): boolean {
  const artifact = inputDefinitions.artifacts[input];
  if (kind === 'artifacts') return artifact !== undefined && artifact.isOptional !== true;
  const parameter = inputDefinitions.parameters[input];
  return parameter !== undefined && parameter.isOptional !== true && parameter.defaultValue === undefined;
}

function buildCondition(context: BuildContext, spec: TaskSpec, path: DocumentPath): Condition | undefined {
  const text = spec.triggerPolicy?.condition;
  if (text === undefined || text === '') return undefined;
  const parsed = parseCondition(text);
  if ('condition' in parsed) return parsed.condition;
  const place = context.place([...path, 'triggerPolicy', 'condition']);
  context.report(badCondition(place, text, parsed.error.message));
  return undefined;
}

function buildLoop(spec: TaskSpec): Loop | undefined {
  const iterator = spec.parameterIterator ?? spec.artifactIterator;
  if (iterator === undefined) return undefined;
  const limit = spec.iteratorPolicy?.parallelismLimit ?? 0;
  return { items: loopItems(iterator.items), item: iterator.itemInput, ...(limit > 0 && { parallelism: limit }) };
}

function loopItems(
  items: NonNullable<TaskSpec['parameterIterator'] | TaskSpec['artifactIterator']>['items'],
): Loop['items'] {
  if ('inputArtifact' in items) return { kind: 'artifacts', name: items.inputArtifact };
  const { raw, inputParameter } = items;
  return inputParameter === undefined
    ? { kind: 'constant', value: parseJson(raw ?? '[]') as readonly JsonValue[] }
    : { kind: 'input', name: inputParameter };
}

/** KFP's defaults: factor 2, no delay, at most an hour between attempts (kfp-semantics 1.5, 6.3). */
function buildRetry(context: BuildContext, spec: TaskSpec, path: DocumentPath): RetryPolicy | undefined {
  const policy = spec.retryPolicy;
  if (policy === undefined || !policy.maxRetryCount) return undefined;
  const wanted = policy.backoffFactor || 2;
  const backoffFactor = Math.max(1, Math.round(wanted));
  if (backoffFactor !== wanted && seconds(policy.backoffDuration ?? '0s') > 0) {
    const place = context.place([...path, 'retryPolicy', 'backoffFactor']);
    context.report(roundedFactor(place, wanted, backoffFactor));
  }
  return {
    limit: policy.maxRetryCount,
    backoffSeconds: seconds(policy.backoffDuration ?? '0s'),
    backoffFactor,
    backoffMaxSeconds: seconds(policy.backoffMaxDuration ?? '3600s'),
  };
}

/** Seconds of proto-JSON text, such as `1.5s`; the IR was checked for it. */
function seconds(text: string): number {
  return Number(text.replace(/s$/, ''));
}

/**
 * An import is a look, not a result, and what was deleted may be there again: neither comes from the cache (kfp-semantics
 * 5.9, 7.3).
 */
function hasCache(context: BuildContext, component: string): boolean {
  // What it finds in the workspace, and leaves there, is not in the store (kfp-semantics 5.9).
  if (usesWorkspace(context, component)) return false;
  const label = context.component(component).executorLabel ?? '';
  const executor = context.pipeline.spec.deploymentSpec.executors[label];
  return executor?.importer === undefined && volumeOperation(executor?.container) !== 'delete';
}

function cacheOption(spec: TaskSpec): true | string | undefined {
  if (spec.cachingOptions?.enableCache !== true) return undefined;
  const key = spec.cachingOptions.cacheKey;
  return key === undefined || key === '' ? true : key;
}
