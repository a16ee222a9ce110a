import { invariant } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';

/** What Go's encoder escapes so that JSON may stand in HTML, and the two line ends that JavaScript once knew. */
const escapedByGo = /[<>&\u2028\u2029]/g;

/**
 * Prints JSON as Go's `json.Marshal` prints a decoded value: compact, keys sorted by code point, `<`, `>`, `&`, U+2028 and
 * U+2029 escaped, lone surrogates replaced. Numbers have the form of ECMAScript's, which is also Go's. With `indent` it is
 * `json.MarshalIndent`.
 *
 * @throws InternalError for a number that JSON does not have
 */
export function goJson(value: JsonValue, indent?: string): string {
  return print(value, indent, '');
}

function print(value: JsonValue, indent: string | undefined, margin: string): string {
  if (typeof value === 'string') {
    return goJsonString(value);
  }
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), `JSON has no number ${value}`);
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  const inner = margin + (indent ?? '');
  const colon = indent === undefined ? ':' : ': ';
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue) => print(item, indent, inner));
    return wrap('[', items, ']', indent, margin);
  }
  const members = Object.entries(value)
    .sort(([left], [right]) => compareText(left, right))
    .map(([key, member]) => goJsonString(key) + colon + print(member, indent, inner));
  return wrap('{', members, '}', indent, margin);
}

function wrap(
  open: string,
  items: readonly string[],
  close: string,
  indent: string | undefined,
  margin: string,
): string {
  if (indent === undefined || items.length === 0) {
    return open + items.join(',') + close;
  }
  const line = `\n${margin}`;
  return open + items.map((item) => line + indent + item).join(',') + line + close;
}

/** Order of Go strings, which are UTF-8: by code point. JavaScript's own order differs for astral characters. */
export function compareText(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return a.length - b.length;
}

function goJsonString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    escapedByGo,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
