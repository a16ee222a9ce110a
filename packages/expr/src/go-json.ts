import type { JsonValue } from '@tiphys/diagnostics';

/** What Go's encoder escapes so that JSON may stand in HTML, and the two line ends that JavaScript once knew. */
const escapedByGo = /[<>&\u2028\u2029]/g;

/**
 * Prints JSON as Go's `json.Marshal` prints a decoded value: compact, keys sorted by code point, `<`, `>`, `&`, U+2028 and
 * U+2029 escaped, lone surrogates replaced. Numbers have the form of ECMAScript's, which is also Go's.
 */
export function goJson(value: JsonValue): string {
  if (typeof value === 'string') {
    return goJsonString(value);
  }
  if (typeof value === 'number') {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item: JsonValue) => goJson(item)).join(',')}]`;
  }
  const members = Object.entries(value).sort(([left], [right]) => compareText(left, right));
  return `{${members.map(([key, member]) => `${goJsonString(key)}:${goJson(member)}`).join(',')}}`;
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
