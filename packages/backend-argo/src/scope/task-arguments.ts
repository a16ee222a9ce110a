import type { Parameter } from '@tiphys/argo-types';
import { encodeWire, printInertJson } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { invariant } from '@tiphys/diagnostics';
import type { Binding, Channel, Loop, Task } from '@tiphys/compiler';
import { artifactWire, constantSource, convertedSource, listSource, parameterSource } from './source.ts';
import type { ScopeView } from './scope-view.ts';
import { itemsParameter, portKey } from './scope-view.ts';

/** The only input parameter of a leaf template (`TaskInput` of the contract). */
export const leafParameter = 'in';

/** What a task gives its template. */
export function taskArguments(view: ScopeView, task: Task): readonly Parameter[] {
  if (task.target.kind === 'executor') {
    const value = taskInput(view, task);
    return [{ name: leafParameter, value }];
  }
  const target = view.target(task.target.scope);
  const parameters = Object.entries(target.inputs.parameters)
    .filter(([name]) => name !== task.loop?.item)
    .map(([name, channel]) => ({
      name: portKey('parameters', name),
      value: givenOrDefault(view, task, task.inputs.parameters[name], channel),
    }));
  const artifacts = Object.entries(target.inputs.artifacts).map(([name]) => {
    const binding = task.inputs.artifacts[name];
    return { name: portKey('artifacts', name), value: binding === undefined ? 'null' : artifactWire(view, binding) };
  });
  const names = view.targetInputs(task);
  const named = [...parameters, ...artifacts].map(({ name, value }) => ({ name: names.get(name) ?? name, value }));
  const { loop } = task;
  // A list that only the run knows has to be there for its items to be counted, even when none of them is read.
  const needsItems = loop?.items.kind === 'input' || (loop && Object.hasOwn(target.inputs.parameters, loop.item));
  return needsItems ? [...named, { name: itemsParameter, value: loopItems(view, task, loop).wire }] : named;
}

/** The list that a loop runs over, as seen by the scope that holds the loop. */
function loopItems(view: ScopeView, task: Task, loop: Loop): { readonly wire: string } {
  if (loop.items.kind === 'constant') return constantSource(loop.items.value);
  const binding = task.inputs.parameters[loop.items.name];
  invariant(binding !== undefined, `the loop ${task.name} runs over ${loop.items.name}, which it is not given`);
  const source = parameterSource(view, task, binding);
  const isList = binding.kind === 'constant' ? Array.isArray(binding.value) : view.typeOf(binding) === 'LIST';
  return isList && source.isUntyped !== true ? source : listSource(source);
}

/** An input that the task leaves out has the component's default, else `null` (kfp-semantics 5.5). */
function givenOrDefault(view: ScopeView, task: Task, binding: Binding | undefined, channel: Channel): string {
  const type = channel.kind === 'parameter' ? channel.type : undefined;
  if (binding !== undefined) return convertedSource(parameterSource(view, task, binding), type).wire;
  const fallback: JsonValue = channel.kind === 'parameter' ? (channel.default ?? null) : null;
  return encodeWire(fallback);
}

/** `TaskInput`: JSON with wire values pasted in. Its own texts are inert, so it is a wire value itself. */
function taskInput(view: ScopeView, task: Task): string {
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
    ([name, binding]) => `${encodeWire(name)}:${artifactWire(view, binding)}`,
  );
  const members = [
    ...group('p', values),
    ...group('t', templates),
    ...group('a', artifacts),
    ...(task.cache === undefined ? [] : [`"c":${encodeWire(task.cache)}`]),
  ];
  return `{${members.join(',')}}`;
}

function group(key: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`"${key}":{${entries.join(',')}}`];
}
