import type { Parameter } from '@tiphys/argo-types';
import { encodeWire, printInertJson } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { invariant } from '@tiphys/diagnostics';
import { isUncertain } from '@tiphys/compiler';
import type { Binding, Channel, Loop, PodValue, Task } from '@tiphys/compiler';
import { quoteExpression } from '@tiphys/expr';
import { tag } from '../expression.ts';
import { podValuesOf, toldValuesOf } from '../leaf/pod-values-of.ts';
import { artifactWire, constantSource, listSource, parameterSource } from './source.ts';
import type { ScopeView } from './scope-view.ts';
import { itemsParameter, loopItem, portKey } from './scope-view.ts';
import { convertedSource } from './untyped-source.ts';

/** The only input parameter of a leaf template (`TaskInput` of the contract). */
export const leafParameter = 'in';

/** What a task gives its template. */
export function taskArguments(view: ScopeView, task: Task): readonly Parameter[] {
  if (task.target.kind === 'executor') {
    const executor = view.executor(task.target.executor);
    const podValues = podValuesOf(executor).map((name) => ({
      name,
      value: convertedSource(parameterSource(view, task, podBinding(task, name)), undefined, true).wire,
    }));
    return [{ name: leafParameter, value: taskInput(view, task, toldValuesOf(executor)) }, ...podValues];
  }
  const target = view.target(task.target.scope);
  const item = task.loop && loopItem(task.loop);
  const parameters = Object.entries(target.inputs.parameters).map(([name, channel]) => ({
    name: portKey('parameters', name),
    value: () => givenOrDefault(view, task, name, channel),
  }));
  const artifacts = Object.keys(target.inputs.artifacts).map((name) => {
    const binding = task.inputs.artifacts[name];
    return {
      name: portKey('artifacts', name),
      value: () => (binding === undefined ? 'null' : artifactWire(view, task, binding)),
    };
  });
  const ports = [...parameters, ...artifacts];
  const names = view.targetInputs(task);
  const named = ports
    .filter(({ name }) => name !== item)
    .map(({ name, value }) => ({ name: names.get(name) ?? name, value: value() }));
  const { loop } = task;
  // A list that only the run knows has to be there for its items to be counted, even when none of them is read.
  const needsItems = loop && (loop.items.kind !== 'constant' || ports.some(({ name }) => name === item));
  return needsItems ? [...named, { name: itemsParameter, value: loopItems(view, task, loop) }] : named;
}

/** The list that a loop runs over, as seen by the scope that holds the loop: wire text. */
function loopItems(view: ScopeView, task: Task, { items }: Loop): string {
  if (items.kind === 'constant') return constantSource(items.value).wire;
  const binding = task.inputs[items.kind === 'artifacts' ? 'artifacts' : 'parameters'][items.name];
  invariant(binding !== undefined, `the loop ${task.name} runs over ${items.name}, which it is not given`);
  if (items.kind === 'artifacts') return artifactWire(view, task, binding);
  const source = parameterSource(view, task, binding);
  const isList = binding.kind === 'constant' ? Array.isArray(binding.value) : view.typeOf(binding) === 'LIST';
  return isList && source.part === undefined ? source.wire : listSource(source).wire;
}

/** An input that is left out, or turns out to be `null`, has the component's default, else `null` (kfp-semantics 5.5). */
function givenOrDefault(view: ScopeView, task: Task, name: string, channel: Channel): string {
  const type = channel.kind === 'parameter' ? channel.type : undefined;
  const fallback: JsonValue = channel.kind === 'parameter' ? (channel.default ?? null) : null;
  const binding = task.inputs.parameters[name];
  if (binding === undefined) return encodeWire(fallback);
  const { wire, text } = convertedSource(parameterSource(view, task, binding), type, view.targetReads(task, name));
  if (fallback === null || text === undefined || !view.mayBeNull(task, binding)) return wire;
  return tag(`${text} == 'null' ? ${quoteExpression(encodeWire(fallback))} : ${text}`);
}

/** `TaskInput`: JSON with wire values pasted in. Its own texts are inert, so it is a wire value itself. */
function taskInput(view: ScopeView, task: Task, told: readonly string[]): string {
  const values: string[] = [];
  const templates: string[] = [];
  for (const [name, binding] of Object.entries(task.inputs.parameters)) {
    if (binding.kind === 'template') {
      templates.push(`${encodeWire(name)}:${printInertJson(binding.argument as unknown as JsonValue)}`);
    } else {
      values.push(`${encodeWire(name)}:${parameterSource(view, task, binding).wire}`);
    }
  }
  const artifacts = Object.entries(task.inputs.artifacts).map(
    ([name, binding]) => `${encodeWire(name)}:${artifactWire(view, task, binding)}`,
  );
  const claims = Object.entries(task.claims ?? {}).map(
    ([path, value]) => `${encodeWire(path)}:${podValueWire(view, task, value)}`,
  );
  const members = [
    ...group('p', values),
    ...group('t', templates),
    ...group('a', artifacts),
    ...group('u', uncertainInputs(task)),
    ...group('k', claims),
    ...group(
      'v',
      told.map((name) => `${encodeWire(name)}:${parameterSource(view, task, podBinding(task, name)).wire}`),
    ),
    ...(task.cache === undefined ? [] : [`"c":${encodeWire(task.cache as JsonValue)}`]),
  ];
  return `{${members.join(',')}}`;
}

/** Inputs that may turn out to be absent, with the task that should have made them: for the message that says so. */
function uncertainInputs(task: Task): readonly string[] {
  return [...Object.entries(task.inputs.parameters), ...Object.entries(task.inputs.artifacts)].flatMap(
    ([name, binding]) => (isUncertain(task, binding) ? [`${encodeWire(name)}:${encodeWire(binding.task)}`] : []),
  );
}

function podValueWire(view: ScopeView, task: Task, value: PodValue): string {
  if (value.kind === 'constant') return encodeWire(value.value);
  return parameterSource(view, task, podBinding(task, value.name)).wire;
}

function podBinding(task: Task, name: string): Binding {
  const binding = task.podValues?.[name];
  invariant(binding !== undefined, `the task ${task.name} does not give ${name}`);
  return binding;
}

function group(key: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`"${key}":{${entries.join(',')}}`];
}
