import type { AnyValue, GroupNode } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import { outsideScope } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { describeGroup } from '../pipeline/describe-group.ts';
import { isWithin } from '../pipeline/graph.ts';
import { nameOfValue } from '../ir/value-names.ts';
import { string } from '../types/parameter-type.ts';
import { createValue } from './create-value.ts';
import type { Parameter } from './value-types.ts';

/**
 * Text with values in it, as a Python author writes with an f-string:
 *
 *     text`trained ${task.outputs.epochs} epochs`
 *
 * Numbers, lists and structs are written as JSON.
 */
export function text<Scope>(
  strings: TemplateStringsArray,
  ...values: readonly (Parameter<unknown, unknown, Scope> | string | number | boolean)[]
): Parameter<'string', string, Scope> {
  const parts = strings.flatMap((part, index): readonly (string | AnyValue)[] => {
    const value = values[index];
    return value === undefined ? [part] : [part, isValue(value) ? value : String(value)];
  });
  const scope = parts.filter(isValue).reduce<GroupNode | undefined>(innermost, undefined);
  // Text without values is a constant: it is visible everywhere.
  if (scope === undefined) return parts.map(String).join('') as unknown as Parameter<'string', string, Scope>;
  const source = { kind: 'text', parts: parts.filter((part) => part !== '') } as const;
  return createValue({ source, type: string, scope }) as Parameter<'string', string, Scope>;
}

function innermost(scope: GroupNode | undefined, value: AnyValue): GroupNode {
  const other = dataOf(value).scope;
  if (scope === undefined || isWithin(other, scope)) return other;
  if (isWithin(scope, other)) return scope;
  return fail(outsideScope({ value: nameOfValue(value), scope: describeGroup(other), user: 'a text' }));
}
