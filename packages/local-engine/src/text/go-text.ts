/** What Go's `strconv.Quote` writes in a way that JSON does not know: `\a`, `\v`, `\x1b`, `\x7f`, `\U000e0067`. */
const badInJson = /[\u0000-\u0007\u000b\u000e-\u001f\u007f]/;
const astral = /[\u{10000}-\u{10ffff}]/gu;
const printable = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/**
 * A value as Argo pastes it into a JSON string: `strconv.Quote` without its quotes. Undefined where Go's result is no
 * JSON, so that Argo fails the node (argo-facts 2.1): control characters such as ESC, DEL, and code points above U+FFFF
 * that Unicode has no glyph for.
 */
export function quoteAsGo(value: string): string | undefined {
  if (badInJson.test(value)) {
    return undefined;
  }
  for (const [character] of value.matchAll(astral)) {
    if (!printable.test(character)) {
      return undefined;
    }
  }
  return JSON.stringify(value).slice(1, -1);
}

/** `json.Marshal` of a value of an expression: sorted keys, no white space, `<`, `>`, `&`, U+2028 and U+2029 escaped. */
export function printJsonAsGo(value: unknown): string {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (Array.isArray(value)) {
    return `[${value.map(printJsonAsGo).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
    return `{${members.map(([key, member]) => `${printJsonAsGo(key)}:${printJsonAsGo(member)}`).join(',')}}`;
  }
  if (typeof value === 'string') {
    return JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  return JSON.stringify(value);
}

/** A value as `fmt.Sprint` prints it: what Argo makes of an output expression that gives no string (argo-facts 2.3). */
export function printAsGo(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(printAsGo).join(' ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
    return `map[${members.map(([key, member]) => `${key}:${printAsGo(member)}`).join(' ')}]`;
  }
  if (typeof value === 'number') {
    return printFloat(value);
  }
  return value === null || value === undefined ? '<nil>' : String(value as string | boolean | bigint);
}

/** `%v` of a float64: the shortest form, with an exponent of two digits from 1e6 on and below 1e-4. */
function printFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  }
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) {
    return String(value);
  }
  return value.toExponential().replace(/(\d+)$/, (digits) => digits.padStart(2, '0'));
}
