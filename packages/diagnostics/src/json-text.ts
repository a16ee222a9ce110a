import type { JsonValue } from './json.ts';

/** What the ES2024 typings lack: source text in revivers, and raw JSON. */
interface ExactJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): unknown;
}

const exactJson = JSON as unknown as ExactJson;

/** Only a text with a long run of digits or an exponent can hold a number that a double changes. */
const mayHoldBigNumber = /\d{16}|\d[eE]/;

/**
 * Reads JSON text, keeping every integer exact: those beyond 2^53 become `bigint`. The key order is kept as far as
 * JavaScript objects can (keys that look like array indexes come first).
 *
 * @throws SyntaxError if the text is not JSON, or holds a number that is too large for a double, such as `1e999`.
 */
export function parseJson(text: string): JsonValue {
  if (!mayHoldBigNumber.test(text)) {
    return JSON.parse(text) as JsonValue;
  }
  return exactJson.parse(text, (_key, value, context) =>
    typeof value === 'number' ? exactNumber(value, context.source ?? '') : value,
  ) as JsonValue;
}

function exactNumber(value: number, source: string): number | bigint {
  if (!Number.isFinite(value)) {
    throw new SyntaxError(`the number ${source} is too large`);
  }
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/**
 * Writes a value as JSON text, `bigint` as plain digits. Without `indent` there is no white space at all.
 *
 * @throws RangeError for NaN and infinities: JSON cannot say them, and `null` would be a silent change.
 */
export function printJson(value: JsonValue, indent?: number): string {
  return JSON.stringify(value, (_key, item: unknown) => printable(item), indent);
}

function printable(item: unknown): unknown {
  if (typeof item === 'bigint') {
    return exactJson.rawJSON(item.toString());
  }
  if (typeof item === 'number' && !Number.isFinite(item)) {
    throw new RangeError(`${item} cannot be written as JSON`);
  }
  return item;
}
