import type { Argument } from '@tiphys/contract';
import type { DocumentPath, JsonValue } from '@tiphys/diagnostics';
import { printJson } from '@tiphys/diagnostics';
import { parseSelector } from '@tiphys/expr';
import type { TaskInputArtifact, TaskInputParameter } from '@tiphys/ir';
import { badSelector } from '../diagnostics.ts';
import type { Binding } from '../plan.ts';
import type { BuildContext } from './build-context.ts';
import { parseArgument } from './parse-argument.ts';

/** Where an input parameter of a task comes from. */
export function buildParameterBinding(context: BuildContext, input: TaskInputParameter, path: DocumentPath): Binding {
  const select = selector(context, input, path);
  if (input.componentInputParameter !== undefined) {
    return { kind: 'input', name: input.componentInputParameter, ...(select && { select }) };
  }
  if (input.taskOutputParameter !== undefined) {
    const { producerTask, outputParameterKey } = input.taskOutputParameter;
    return { kind: 'output', task: producerTask, output: outputParameterKey, ...(select && { select }) };
  }
  if (input.taskFinalStatus !== undefined) return { kind: 'status', task: input.taskFinalStatus.producerTask };
  return constant(context, input.runtimeValue?.constant ?? null, path);
}

/** Where an input artifact of a task comes from. */
export function buildArtifactBinding(input: TaskInputArtifact): Binding {
  if (input.taskOutputArtifact !== undefined) {
    const { producerTask, outputArtifactKey } = input.taskOutputArtifact;
    return { kind: 'output', task: producerTask, output: outputArtifactKey };
  }
  return { kind: 'input', name: input.componentInputArtifact ?? '' };
}

function selector(context: BuildContext, input: TaskInputParameter, path: DocumentPath): readonly string[] | undefined {
  const text = input.parameterExpressionSelector;
  if (text === undefined || text === '') return undefined;
  const parsed = parseSelector(text);
  if ('path' in parsed) return parsed.path;
  const place = context.place([...path, 'parameterExpressionSelector']);
  context.report(badSelector(place, text, parsed.error.message));
  return undefined;
}

/** Strings may hold placeholders, also those in lists and structs (kfp-semantics 2.2). */
function constant(context: BuildContext, value: JsonValue, path: DocumentPath): Binding {
  if (typeof value === 'object') {
    const parts = jsonParts(context, value, path);
    return parts.every((part) => typeof part === 'string')
      ? { kind: 'constant', value }
      : { kind: 'template', argument: { concat: joined(parts) }, json: true };
  }
  const argument = typeof value === 'string' ? parseArgument(context, value, path) : '';
  return typeof argument === 'string' ? { kind: 'constant', value } : { kind: 'template', argument };
}

/** The JSON of a value in parts: what is known as text, and placeholders. */
function jsonParts(context: BuildContext, value: JsonValue, path: DocumentPath): readonly Argument[] {
  if (typeof value === 'string') {
    const argument = parseArgument(context, value, path);
    return [typeof argument === 'string' ? printJson(value) : { json: argument }];
  }
  if (typeof value !== 'object' || value === null) return [printJson(value)];
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue, index) => jsonParts(context, item, [...path, index]));
    return ['[', ...items.flatMap((item, index) => (index === 0 ? item : [',', ...item])), ']'];
  }
  const members = Object.entries(value).map(([key, member]) => [
    ...jsonParts(context, key, [...path, key]).map(asKey),
    ':',
    ...jsonParts(context, member, [...path, key]),
  ]);
  return ['{', ...members.flatMap((member, index) => (index === 0 ? member : [',', ...member])), '}'];
}

/** A key is a text, whatever the parameter is that it consists of. */
function asKey(part: Argument): Argument {
  return typeof part === 'string' || !('json' in part) ? part : { json: { concat: [part.json] } };
}

/** The same parts, with texts that follow each other as one. */
function joined(parts: readonly Argument[]): readonly Argument[] {
  const result: Argument[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === 'string' && typeof last === 'string') result.splice(-1, 1, last + part);
    else result.push(part);
  }
  return result;
}
