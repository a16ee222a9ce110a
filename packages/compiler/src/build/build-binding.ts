import type { DocumentPath, JsonValue } from '@tiphys/diagnostics';
import { parsePlaceholders, parseSelector } from '@tiphys/expr';
import type { TaskInputArtifact, TaskInputParameter } from '@tiphys/ir';
import { badSelector, unknownPlaceholder } from '../diagnostics.ts';
import type { Binding } from '../plan.ts';
import type { BuildContext } from './build-context.ts';

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

/** Only a string can hold placeholders (kfp-semantics 2.2). */
function constant(context: BuildContext, value: JsonValue, path: DocumentPath): Binding {
  if (typeof value !== 'string' || !value.includes('{{$')) return { kind: 'constant', value };
  const argument = parsePlaceholders(value, (text) => {
    context.report(unknownPlaceholder(context.place(path), text));
  });
  return typeof argument === 'string' ? { kind: 'constant', value } : { kind: 'template', argument };
}
