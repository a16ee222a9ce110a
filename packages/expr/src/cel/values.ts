import { parseJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ConditionFunction } from '../condition.ts';
import { ExpressionError } from '../expression-error.ts';
import { goFloatText } from '../value-text.ts';

/** A value in CEL: an int is a `bigint`, a double is a `number`. */
export type CelValue =
  null | boolean | bigint | number | string | readonly CelValue[] | { readonly [key: string]: CelValue };

const intLimit = 2n ** 63n;

/** A parameter in CEL: every number is a double, as in KFP's protobuf values. */
export function toCel(value: JsonValue): CelValue {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (Array.isArray(value)) {
    return value.map(toCel);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toCel(member)]));
  }
  return value;
}

/** A CEL value as JSON; ints within 2^53 are numbers. */
export function fromCel(value: CelValue): JsonValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (Array.isArray(value)) {
    return value.map(fromCel);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fromCel(member)]));
  }
  return value;
}

/** What CEL calls the type of a value. */
export function typeName(value: CelValue): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'list';
  }
  return { boolean: 'bool', bigint: 'int', number: 'double', string: 'string', object: 'map' }[
    typeof value as 'boolean' | 'bigint' | 'number' | 'string' | 'object'
  ];
}

/** `of[key]`; what is not there is an error. */
export function select(of: CelValue, key: string | number): CelValue {
  if (Array.isArray(of) && typeof key === 'number') {
    const item = (of as readonly CelValue[])[key];
    if (item === undefined) {
      throw new ExpressionError('run', `index ${key} is out of range`);
    }
    return item;
  }
  if (typeof of === 'object' && of !== null && !Array.isArray(of) && typeof key === 'string') {
    if (!Object.hasOwn(of, key)) {
      throw new ExpressionError('run', `no such key: ${key}`);
    }
    return (of as { readonly [key: string]: CelValue })[key] as CelValue;
  }
  throw new ExpressionError('run', `${typeName(of)} has no ${JSON.stringify(key)}`);
}

/** CEL's conversions, `size`, and KFP's `parseJson`. */
export function convert(name: ConditionFunction, of: CelValue): CelValue {
  const result = conversions[name](of);
  if (result === undefined) {
    throw new ExpressionError('run', `${name}() does not take ${describe(of)}`);
  }
  return result;
}

/** Throws if `value` does not fit CEL's int, which has 64 bits. */
export function checkInt(value: bigint): bigint {
  if (value >= intLimit || value < -intLimit) {
    throw new ExpressionError('run', 'the result is out of the range of int');
  }
  return value;
}

/** Each gives undefined for what it does not take. */
const conversions: Readonly<Record<ConditionFunction, (of: CelValue) => CelValue | undefined>> = {
  int: (of) => {
    if (typeof of === 'number') {
      // The limits themselves are refused: as doubles they stand for their neighbours too (langdef, "int").
      return Number.isFinite(of) && Math.abs(of) < Number(intLimit) ? BigInt(Math.trunc(of)) : undefined;
    }
    if (typeof of === 'string') {
      return /^[-+]?\d+$/.test(of) ? checkInt(BigInt(of.replace('+', ''))) : undefined;
    }
    return typeof of === 'bigint' ? of : undefined;
  },
  double: (of) => {
    if (typeof of === 'string') {
      return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(of) ? Number(of) : undefined;
    }
    return typeof of === 'bigint' ? Number(of) : typeof of === 'number' ? of : undefined;
  },
  string: (of) => {
    if (typeof of === 'number') {
      return goFloatText(of);
    }
    return typeof of === 'object' ? undefined : String(of);
  },
  bool: (of) => {
    if (typeof of === 'string') {
      return /^(1|t|true|TRUE|True|T)$/.test(of) || (/^(0|f|false|FALSE|False|F)$/.test(of) ? false : undefined);
    }
    return typeof of === 'boolean' ? of : undefined;
  },
  size: (of) => {
    if (typeof of === 'string') {
      return BigInt(Array.from(of).length);
    }
    return typeof of === 'object' && of !== null ? BigInt(Object.keys(of).length) : undefined;
  },
  parseJson: (of) => {
    try {
      return typeof of === 'string' ? toCel(parseJson(of)) : undefined;
    } catch {
      return undefined;
    }
  },
};

function describe(value: CelValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : typeName(value);
}
