import { invariant } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';

/** How `printText` writes strings and keys. */
export interface TextRules {
  /** Takes the JSON form of a string, quotes included, and returns another JSON form of the same string. */
  readonly protect: (json: string) => string;
  /** The name under which a key is written. Not called for the key of a spilled value. */
  readonly key: (key: string) => string;
  /** Whether the keys of this object are written as they are. */
  readonly plainKeys: (value: JsonValue) => boolean;
}

/** Prints compact JSON, members in their own order, integers beyond 2^53 in full. */
export function printText(value: JsonValue, rules: TextRules): string {
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'string') {
    return rules.protect(JSON.stringify(value));
  }
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (typeof value === 'number') {
    return printNumber(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item: JsonValue) => printText(item, rules)).join(',')}]`;
  }
  const name = rules.plainKeys(value) ? (key: string) => key : rules.key;
  const members = Object.entries(value).map(
    ([key, member]) => `${rules.protect(JSON.stringify(name(key)))}:${printText(member, rules)}`,
  );
  return `{${members.join(',')}}`;
}

/** Keeps a float beyond 2^53 a float: integer text of that size is read as `bigint`. */
function printNumber(value: number): string {
  invariant(Number.isFinite(value), `JSON has no number ${value}`);
  if (Object.is(value, -0)) {
    return '-0';
  }
  const text = String(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** DEL and everything beyond ASCII; JSON.stringify has already escaped lone surrogates and control characters. */
const outsidePrintableAscii = /[\u007f-\uffff]/g;

/** Escapes what is not printable ASCII, one UTF-16 code unit at a time. */
export function escapeToAscii(json: string): string {
  return json.replace(outsidePrintableAscii, escapeUnit);
}

/** The `\uXXXX` form of the first code unit of `text`. */
export function escapeUnit(text: string): string {
  return `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
