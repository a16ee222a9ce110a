import { type JsonValue, parseJson } from '@tiphys/diagnostics';
import { badItems, unknownInput } from '../diagnostics.ts';
import type { RuleContext, TaskView } from './rule.ts';

/** A loop's items are a list or an input of the task, and its item is an input of the component. */
export function loopItems(context: RuleContext): void {
  for (const view of context.tasks) {
    checkParameterIterator(view, context);
    checkArtifactIterator(view, context);
  }
}

function checkParameterIterator({ task, path, component }: TaskView, { site, report }: RuleContext): void {
  const iterator = task.parameterIterator;
  if (iterator === undefined) {
    return;
  }
  const at = [...path, 'parameterIterator'];
  const { raw, inputParameter } = iterator.items;
  if (raw !== undefined && !Array.isArray(parseQuietly(raw))) {
    report(badItems(site([...at, 'items', 'raw'])));
  }
  const given = Object.keys(task.inputs.parameters);
  if (inputParameter !== undefined && !given.includes(inputParameter)) {
    const data = { input: inputParameter, owner: 'this task', kind: 'parameter', known: given } as const;
    report(unknownInput(site([...at, 'items', 'inputParameter']), data));
  }
  const declared = component?.inputDefinitions.parameters;
  if (declared !== undefined && declared[iterator.itemInput] === undefined) {
    const owner = `the component "${task.componentRef.name}"`;
    const data = { input: iterator.itemInput, owner, kind: 'parameter', known: Object.keys(declared) } as const;
    report(unknownInput(site([...at, 'itemInput']), data));
  }
}

function checkArtifactIterator({ task, path, component }: TaskView, { site, report }: RuleContext): void {
  const iterator = task.artifactIterator;
  if (iterator === undefined) {
    return;
  }
  const at = [...path, 'artifactIterator'];
  const given = Object.keys(task.inputs.artifacts);
  if (!given.includes(iterator.items.inputArtifact)) {
    const data = { input: iterator.items.inputArtifact, owner: 'this task', kind: 'artifact', known: given } as const;
    report(unknownInput(site([...at, 'items', 'inputArtifact']), data));
  }
  const declared = component?.inputDefinitions.artifacts;
  if (declared !== undefined && declared[iterator.itemInput] === undefined) {
    const owner = `the component "${task.componentRef.name}"`;
    const data = { input: iterator.itemInput, owner, kind: 'artifact', known: Object.keys(declared) } as const;
    report(unknownInput(site([...at, 'itemInput']), data));
  }
}

function parseQuietly(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
