import type { AnyValue, ComparisonOperator, ValueData } from '../model.ts';
import { dataOf, isValue, valueBrand } from '../model.ts';
import { conditionOperands } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { nameOfValue } from '../ir/value-names.ts';
import type { AnyType } from '../types/type.ts';
import { isArtifactType } from '../types/type.ts';
import { describeType } from '../types/type-words.ts';
import { createCondition } from './condition.ts';
import { nestedField, unknownField, valueAsText } from '../diagnostics.ts';

const operators: Readonly<Record<string, ComparisonOperator>> = {
  eq: '==',
  ne: '!=',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};

/** Makes the value that users hold: its data, and the methods of `Parameter` and `ArtifactValue`. */
export function createValue(data: ValueData): AnyValue {
  const value: AnyValue & Record<string, unknown> = {
    [valueBrand]: data,
    ...Object.fromEntries(
      Object.entries(operators).map(([name, operator]) => [
        name,
        (right: AnyValue | string | number | boolean) => compare(value, operator, right),
      ]),
    ),
    field: (name: string) => createValue(fieldOf(value, name)),
    as: (type: AnyType) => createValue({ ...data, type: withListOf(type, data.type) }),
    // A template string would print [object Object], and a run would read just that.
    toString: () => fail(valueAsText(nameOfValue(value))),
    toJSON: () => fail(valueAsText(nameOfValue(value))),
  };
  return Object.freeze(value);
}

function compare(left: AnyValue, operator: ComparisonOperator, right: AnyValue | string | number | boolean): object {
  for (const side of [left, right]) {
    const type = isValue(side) ? dataOf(side).type : undefined;
    if (type !== undefined && !isComparable(type)) {
      fail(conditionOperands({ value: nameOfValue(side as AnyValue), type: describeType(type) }));
    }
  }
  return createCondition({ kind: 'compare', operator, left, right });
}

function isComparable(type: AnyType): boolean {
  return !isArtifactType(type) && ['string', 'integer', 'double', 'boolean'].includes(type.kind);
}

function fieldOf(value: AnyValue, name: string): ValueData {
  const { type, scope, source } = dataOf(value);
  if (source.kind === 'field') return fail(nestedField({ value: nameOfValue(value), field: name }));
  if (type !== undefined && (isArtifactType(type) || type.kind !== 'struct')) {
    return fail(unknownField({ value: nameOfValue(value), field: name, type: describeType(type) }));
  }
  const fields = type?.fields;
  if (fields !== undefined && !Object.hasOwn(fields, name)) {
    return fail(
      unknownField({ value: nameOfValue(value), field: name, type: describeType(type), known: Object.keys(fields) }),
    );
  }
  return { source: { kind: 'field', of: value, name }, scope, type: fields?.[name] };
}

/** A list of artifacts stays a list. */
function withListOf(type: AnyType, before: AnyType | undefined): AnyType {
  const isList = before !== undefined && isArtifactType(before) && before.isList;
  return isList && isArtifactType(type) ? type.list() : type;
}
