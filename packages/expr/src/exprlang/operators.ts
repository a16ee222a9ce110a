import { ExpressionError } from '../expression-error.ts';
import { compareText } from '../go-json.ts';
import type { BinaryOperator } from './tree.ts';
import { equal, isList, isMap, isNumber, typeOf } from './values.ts';
import type { Value } from './values.ts';

/** Operators that look at both sides; the other three stop early. */
export type StrictOperator = Exclude<BinaryOperator, '&&' | '||' | '??'>;

const maxRange = 1_000_000;

/** Applies a binary operator as the machine of expr-lang does, whatever the types were known to be. */
export function applyBinary(operator: StrictOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
      return order(operator, left, right) < 0;
    case '<=':
      return order(operator, left, right) <= 0;
    case '>':
      return order(operator, left, right) > 0;
    case '>=':
      return order(operator, left, right) >= 0;
    case 'in':
      return contains(right, left);
    case 'matches':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return ofStrings(operator, left, right);
    case '..':
      return range(left, right);
    case '+':
      if (typeof left === 'string' && typeof right === 'string') {
        return left + right;
      }
      return arithmetic(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function order(operator: string, left: Value, right: Value): number {
  if (isNumber(left) && isNumber(right)) {
    return left < right ? -1 : left > right ? 1 : left <= right ? 0 : Number.NaN;
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return compareText(left, right);
  }
  throw mismatch(operator, left, right);
}

function contains(list: Value, item: Value): boolean {
  if (list === null) {
    return false;
  }
  if (isList(list)) {
    return list.some((one) => equal(one, item));
  }
  if (isMap(list)) {
    if (typeof item !== 'string') {
      throw mismatch('in', item, list);
    }
    return Object.hasOwn(list, item);
  }
  throw new ExpressionError('run', `operator "in" not defined on ${typeOf(list)}`);
}

function ofStrings(operator: 'matches' | 'contains' | 'startsWith' | 'endsWith', left: Value, right: Value): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') {
    throw mismatch(operator, left, right);
  }
  switch (operator) {
    case 'contains':
      return left.includes(right);
    case 'startsWith':
      return left.startsWith(right);
    case 'endsWith':
      return left.endsWith(right);
    case 'matches':
      return pattern(right).test(left);
  }
}

/** The regular expression of a text. Go's RE2 and JavaScript agree on the common forms, and refuse each other's rest. */
export function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch {
    throw new ExpressionError('run', `error parsing regexp ${JSON.stringify(text)}`);
  }
}

function range(left: Value, right: Value): Value {
  const [from, to] = [toInt(left), toInt(right)];
  if (to - from >= maxRange) {
    throw new ExpressionError('run', 'memory budget exceeded');
  }
  const items: bigint[] = [];
  for (let item = from; item <= to; item += 1n) {
    items.push(item);
  }
  return items;
}

/** A number as an index: floats are cut. */
export function toInt(value: Value): bigint {
  if (typeof value === 'bigint') {
    return value;
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return BigInt(Math.trunc(value));
  }
  throw new ExpressionError('run', `invalid operation: int(${typeOf(value)})`);
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%' | '**', left: Value, right: Value): bigint | number {
  if (!isNumber(left) || !isNumber(right)) {
    throw mismatch(operator, left, right);
  }
  if (operator === '/') {
    return Number(left) / Number(right);
  }
  if (operator === '**') {
    return Number(left) ** Number(right);
  }
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    return integers(operator, left, right);
  }
  if (operator === '%') {
    throw mismatch(operator, left, right);
  }
  const [a, b] = [Number(left), Number(right)];
  return { '+': a + b, '-': a - b, '*': a * b }[operator];
}

function integers(operator: '+' | '-' | '*' | '%', left: bigint, right: bigint): bigint {
  if (operator === '%') {
    if (right === 0n) {
      throw new ExpressionError('run', 'integer divide by zero');
    }
    return left % right;
  }
  const exact = operator === '+' ? left + right : operator === '-' ? left - right : left * right;
  return BigInt.asIntN(64, exact);
}

function mismatch(operator: string, left: Value, right: Value): ExpressionError {
  return new ExpressionError('run', `invalid operation: ${typeOf(left)} ${operator} ${typeOf(right)}`);
}
