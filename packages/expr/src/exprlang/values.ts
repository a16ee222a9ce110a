import { goFloatText } from '../value-text.ts';
import { compareText, goJson } from '../go-json.ts';

/** A value of expr-lang: Go's int is a `bigint`, its float64 a `number`, nil is `null`. */
export type Value = null | boolean | bigint | number | string | readonly Value[] | { readonly [key: string]: Value };

/** A map value. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** What `type()` says of a value. */
export function typeOf(value: Value): 'nil' | 'bool' | 'int' | 'float' | 'string' | 'array' | 'map' {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'string';
    default:
      return value === null ? 'nil' : Array.isArray(value) ? 'array' : 'map';
  }
}

/** Whether a value is a list. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is a map. */
export function isMap(value: Value): value is ValueMap {
  return typeOf(value) === 'map';
}

/** Whether a value is a number of either kind. */
export function isNumber(value: Value): value is bigint | number {
  return typeof value === 'bigint' || typeof value === 'number';
}

/**
 * Equality of expr-lang 1.17: numbers by value, lists by their elements, maps with no conversion inside; values of different
 * types are unequal.
 */
export function equal(left: Value, right: Value): boolean {
  if (isNumber(left) && isNumber(right)) {
    return Number(left) === Number(right) && (typeof left !== typeof right || left === right);
  }
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, i) => equal(item, right[i] as Value));
  }
  return identical(left, right);
}

function identical(left: Value, right: Value): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, i) => identical(item, right[i] as Value));
  }
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && identical(left[key] as Value, right[key] as Value))
    );
  }
  return left === right;
}

/** Go's `%v`, which is also what Argo makes of an output's expression (argo-facts 2.3). */
export function goText(value: Value): string {
  if (value === null) {
    return '<nil>';
  }
  if (typeof value === 'number') {
    return goFloatText(value);
  }
  if (isList(value)) {
    return `[${value.map(goText).join(' ')}]`;
  }
  if (isMap(value)) {
    const keys = Object.keys(value).sort(compareText);
    return `map[${keys.map((key) => `${key}:${goText(value[key] as Value)}`).join(' ')}]`;
  }
  return String(value);
}

/** What stands in the place of `{{= }}`, from Argo 3.6 on: a string as it is, anything else as JSON. Undefined for nil. */
export function tagText(value: Value): string | undefined {
  if (value === null) {
    return undefined;
  }
  return typeof value === 'string' ? value : goJson(value);
}
