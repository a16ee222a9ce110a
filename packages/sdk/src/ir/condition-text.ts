import type { AnyValue, ConditionTree } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import { conditionOperands } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { isArtifactType } from '../types/type.ts';
import { describeType } from '../types/type-words.ts';
import { nameOfValue } from './value-names.ts';

type Kind = 'string' | 'integer' | 'double' | 'boolean';

/**
 * A condition as CEL, in the form of the Python SDK: integers are wrapped in `int()`, and in `double()` beside a double.
 *
 * @param inputOf the input of the condition's group that carries a value
 */
export function conditionText(tree: ConditionTree, inputOf: (value: AnyValue) => string): string {
  switch (tree.kind) {
    case 'compare':
      return compare(tree, inputOf);
    case 'not':
      return `!(${conditionText(tree.of, inputOf)})`;
    case 'and':
    case 'or': {
      const operator = tree.kind === 'and' ? ' && ' : ' || ';
      const parts = tree.of.map((part) => {
        const text = conditionText(part, inputOf);
        // `&&` binds stronger than `||`.
        return tree.kind === 'and' && part.kind === 'or' ? `(${text})` : text;
      });
      return parts.join(operator);
    }
  }
}

function compare(
  { left, operator, right }: Extract<ConditionTree, { kind: 'compare' }>,
  inputOf: (value: AnyValue) => string,
): string {
  const kinds = [kindOf(left, right), kindOf(right, left)] as const;
  const isNumeric = kinds.every((kind) => kind === 'integer' || kind === 'double');
  if (kinds[0] !== kinds[1] && !isNumeric) {
    return fail(conditionOperands({ value: nameOfValue(left), type: kinds[0], other: kinds[1] }));
  }
  const isDouble = kinds.includes('double');
  const operands = ([left, right] as const).map((side, index) =>
    operand(side, kinds[index] ?? 'string', isDouble, inputOf),
  );
  return operands.join(` ${operator} `);
}

/** Where nobody said what a value is, it is what it is compared with. */
function kindOf(side: AnyValue | string | number | boolean, other: AnyValue | string | number | boolean): Kind {
  if (!isValue(side)) {
    if (typeof side === 'number') return Number.isInteger(side) ? 'integer' : 'double';
    return typeof side === 'string' ? 'string' : 'boolean';
  }
  const { type } = dataOf(side);
  if (type === undefined) return isValue(other) && dataOf(other).type === undefined ? 'string' : kindOf(other, side);
  const kind = isArtifactType(type) ? undefined : type.kind;
  if (kind === 'string' || kind === 'integer' || kind === 'double' || kind === 'boolean') return kind;
  return fail(conditionOperands({ value: nameOfValue(side), type: describeType(type) }));
}

function operand(
  side: AnyValue | string | number | boolean,
  kind: Kind,
  isDouble: boolean,
  inputOf: (value: AnyValue) => string,
): string {
  if (isValue(side)) {
    const text = `inputs.parameter_values['${inputOf(side)}']`;
    const converted = kind === 'integer' ? `int(${text})` : text;
    return isDouble && kind === 'integer' ? `double(${converted})` : converted;
  }
  if (typeof side === 'string') return `'${escape(side)}'`;
  // A double beside a whole number: CEL does not compare the two types.
  return isDouble && kind === 'integer' ? `${String(side)}.0` : String(side);
}

function escape(text: string): string {
  return text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
}
