import { errorMessage } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { ExpressionError } from '../expression-error.ts';
import { compareText, goJson } from '../go-json.ts';
import { natures } from './natures.ts';
import type { Nature } from './natures.ts';
import { toInt } from './operators.ts';
import * as text from './text-functions.ts';
import { goText, isList, isMap, typeOf } from './values.ts';
import type { Value } from './values.ts';

/** A function of expr-lang, or one that Argo adds. */
export interface Builtin {
  /** For each parameter the kinds that it takes; `[]` takes anything. */
  readonly takes: readonly (readonly Nature['kind'][])[];
  /** How many of them may be left out. */
  readonly optional?: number;
  readonly gives: Nature;
  /** Applies it. Arguments are as many as allowed, but of any type. */
  readonly apply: (...given: Value[]) => Value;
}

const anything: readonly Nature['kind'][] = [];
const string: readonly Nature['kind'][] = ['string'];
const int: readonly Nature['kind'][] = ['int'];
const list: readonly Nature['kind'][] = ['list'];
const map: readonly Nature['kind'][] = ['map'];

/** What there is besides the functions with predicates. Argo's own: `asInt`, `asFloat`, `toJson` (argo-facts 4). */
export const builtins: Readonly<Record<string, Builtin>> = {
  len: { takes: [['list', 'map', 'string']], gives: natures.int, apply: length },
  type: { takes: [anything], gives: natures.string, apply: (of = null) => typeOf(of) },
  int: { takes: [['int', 'float', 'string']], gives: natures.int, apply: (of = null) => parseInteger(of) },
  float: { takes: [['int', 'float', 'string']], gives: natures.float, apply: (of = null) => parseFloating(of) },
  string: { takes: [anything], gives: natures.string, apply: (of = null) => goText(of) },
  asInt: { takes: [anything], gives: natures.any, apply: (of = null) => parseInteger(of) },
  asFloat: { takes: [anything], gives: natures.any, apply: (of = null) => parseFloating(of) },
  toJson: { takes: [anything], gives: natures.string, apply: (of = null) => printed(of) },
  toJSON: { takes: [anything], gives: natures.string, apply: (of = null) => printed(of, '  ') },
  fromJSON: { takes: [string], gives: natures.any, apply: (of = null) => fromJson(asText(of)) },
  trim: textFunction(1, 2, text.trim),
  trimPrefix: textFunction(1, 2, (of, prefix = ' ') => (of.startsWith(prefix) ? of.slice(prefix.length) : of)),
  trimSuffix: textFunction(1, 2, text.trimSuffix),
  toBase64: textFunction(1, 1, text.toBase64),
  fromBase64: textFunction(1, 1, text.fromBase64),
  upper: textFunction(1, 1, text.upper),
  lower: textFunction(1, 1, text.lower),
  indexOf: {
    ...textFunction(2, 2, () => ''),
    gives: natures.int,
    apply: (of = null, part = null) => text.indexOf(asText(of), asText(part)),
  },
  lastIndexOf: {
    ...textFunction(2, 2, () => ''),
    gives: natures.int,
    apply: (of = null, part = null) => text.lastIndexOf(asText(of), asText(part)),
  },
  hasPrefix: {
    takes: [string, string],
    gives: natures.bool,
    apply: (of = null, part = null) => asText(of).startsWith(asText(part)),
  },
  hasSuffix: {
    takes: [string, string],
    gives: natures.bool,
    apply: (of = null, part = null) => asText(of).endsWith(asText(part)),
  },
  replace: {
    takes: [string, string, string, int],
    optional: 1,
    gives: natures.string,
    apply: (of = null, old = null, by = null, times = -1n) =>
      text.replace(asText(of), asText(old), asText(by), Number(toInt(times))),
  },
  split: {
    takes: [string, string, int],
    optional: 1,
    gives: natures.strings,
    apply: (of = null, by = null, times = -1n) => text.split(asText(of), asText(by), Number(toInt(times))),
  },
  join: {
    takes: [list, string],
    optional: 1,
    gives: natures.string,
    apply: (of = null, glue = '') => asList('join', of).map(asText).join(asText(glue)),
  },
  first: { takes: [list], gives: natures.any, apply: (of = null) => asList('first', of)[0] ?? null },
  last: { takes: [list], gives: natures.any, apply: (of = null) => asList('last', of).at(-1) ?? null },
  keys: { takes: [map], gives: natures.list, apply: (of = null) => sortedKeys('keys', of) },
  values: {
    takes: [map],
    gives: natures.list,
    apply: (of = null) => sortedKeys('values', of).map((key) => get(of, key)),
  },
  get: { takes: [['list', 'map'], anything], gives: natures.any, apply: (of = null, key = null) => get(of, key) },
};

function textFunction(least: number, most: number, apply: (...given: [string, ...string[]]) => string): Builtin {
  return {
    takes: Array.from({ length: most }, () => string),
    optional: most - least,
    gives: natures.string,
    apply: (...given) => apply(...(given.map(asText) as [string, ...string[]])),
  };
}

function length(of: Value = null): Value {
  if (typeof of === 'string') {
    return BigInt(Array.from(of).length);
  }
  if (isList(of) || isMap(of)) {
    return BigInt(Object.keys(of).length);
  }
  throw new ExpressionError('run', `invalid argument for len (type ${typeOf(of)})`);
}

function parseInteger(of: Value): bigint {
  if (typeof of === 'string') {
    const value = /^[-+]?\d+$/.test(of) ? BigInt(of.replace('+', '')) : undefined;
    if (value === undefined || BigInt.asIntN(64, value) !== value) {
      throw new ExpressionError('run', `invalid operation: int(${of})`);
    }
    return value;
  }
  return toInt(of);
}

function parseFloating(of: Value): number {
  if (typeof of === 'string' ? /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(of) : typeof of === 'bigint') {
    const value = Number(of);
    if (Number.isFinite(value)) {
      return value;
    }
  }
  if (typeof of === 'number') {
    return of;
  }
  throw new ExpressionError('run', `invalid operation: float(${typeof of === 'string' ? of : typeOf(of)})`);
}

function printed(of: Value, indent?: string): string {
  try {
    return goJson(of, indent);
  } catch {
    throw new ExpressionError('run', 'json: unsupported value');
  }
}

/** Go's json.Unmarshal into `any`: numbers are floats and must fit, lone surrogates are replaced. */
function fromJson(json: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ExpressionError('run', `invalid JSON: ${errorMessage(error)}`);
  }
  return asGo(value as JsonValue);
}

function asGo(value: JsonValue): Value {
  if (typeof value === 'string') {
    return value.toWellFormed();
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ExpressionError('run', 'json: cannot unmarshal number into Go value of type float64');
  }
  if (Array.isArray(value)) {
    return value.map(asGo);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), asGo(member)]));
  }
  return value;
}

function get(of: Value, key: Value): Value {
  if (isList(of)) {
    const index = Number(toInt(key));
    return of.at(index) ?? null;
  }
  if (isMap(of) && typeof key === 'string') {
    return Object.hasOwn(of, key) ? (of[key] as Value) : null;
  }
  return null;
}

/** Go has no order of keys; this is the one of JSON. */
function sortedKeys(name: string, of: Value): string[] {
  if (!isMap(of)) {
    throw new ExpressionError('run', `cannot get ${name} from ${typeOf(of)}`);
  }
  return Object.keys(of).sort(compareText);
}

function asText(of: Value): string {
  if (typeof of !== 'string') {
    throw new ExpressionError('run', `interface conversion: interface {} is ${typeOf(of)}, not string`);
  }
  return of;
}

function asList(name: string, of: Value): readonly Value[] {
  if (!isList(of)) {
    throw new ExpressionError('run', `invalid argument for ${name} (type ${typeOf(of)})`);
  }
  return of;
}
