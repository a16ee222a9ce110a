import type { BinaryOperator } from '../condition.ts';
import { compareText } from '../go-json.ts';
import { ExpressionError } from '../expression-error.ts';
import { checkInt, typeName } from './values.ts';
import type { CelValue } from './values.ts';

type Strict = Exclude<BinaryOperator, '&&' | '||'>;

/**
 * CEL's binary operators on values (langdef, "Standard definitions"). Numbers of both kinds compare with each other but do
 * not mix in arithmetic; values of different types are unequal, and have no order.
 */
export function applyBinary(operator: Strict, left: CelValue, right: CelValue): CelValue {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case 'in':
      return isIn(left, right);
    case '<':
      return order(operator, left, right, (sign) => sign < 0);
    case '<=':
      return order(operator, left, right, (sign) => sign <= 0);
    case '>':
      return order(operator, left, right, (sign) => sign > 0);
    case '>=':
      return order(operator, left, right, (sign) => sign >= 0);
    case '+':
      if (typeof left === 'string' && typeof right === 'string') {
        return left + right;
      }
      if (isList(left) && isList(right)) {
        return [...left, ...right];
      }
      return arithmetic(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function equal(left: CelValue, right: CelValue): boolean {
  if (isNumber(left) && isNumber(right)) {
    // By order, because `===` never holds between a bigint and a number.
    return left <= right && left >= right;
  }
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, i) => equal(item, right[i] as CelValue));
  }
  if (isMap(left) && isMap(right)) {
    const entries = Object.entries(left);
    return (
      entries.length === Object.keys(right).length &&
      entries.every(([key, value]) => Object.hasOwn(right, key) && equal(value, right[key] as CelValue))
    );
  }
  return left === right;
}

function isIn(left: CelValue, right: CelValue): boolean {
  if (isList(right)) {
    return right.some((item) => equal(left, item));
  }
  if (isMap(right)) {
    return typeof left === 'string' && Object.hasOwn(right, left);
  }
  throw noSuch('in', left, right);
}

function order(operator: string, left: CelValue, right: CelValue, holds: (sign: number) => boolean): boolean {
  if (isNumber(left) && isNumber(right)) {
    // Not by subtraction: NaN has no order, and a bigint does not subtract from a number.
    return left < right ? holds(-1) : left > right ? holds(1) : left <= right && holds(0);
  }
  if (typeof left === 'string' && typeof right === 'string') {
    return holds(compareText(left, right));
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') {
    return holds(Number(left) - Number(right));
  }
  throw noSuch(operator, left, right);
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: CelValue, right: CelValue): bigint | number {
  if (typeof left === 'number' && typeof right === 'number' && operator !== '%') {
    return { '+': left + right, '-': left - right, '*': left * right, '/': left / right }[operator];
  }
  if (typeof left !== 'bigint' || typeof right !== 'bigint') {
    throw noSuch(operator, left, right);
  }
  if (operator === '/' || operator === '%') {
    if (right === 0n) {
      throw new ExpressionError('run', 'division by zero');
    }
    return checkInt(operator === '/' ? left / right : left % right);
  }
  return checkInt(operator === '+' ? left + right : operator === '-' ? left - right : left * right);
}

function isNumber(value: CelValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function isList(value: CelValue): value is readonly CelValue[] {
  return Array.isArray(value);
}

function isMap(value: CelValue): value is { readonly [key: string]: CelValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noSuch(operator: string, left: CelValue, right: CelValue): ExpressionError {
  return new ExpressionError('run', `${operator} does not take ${typeName(left)} and ${typeName(right)}`);
}
