import { ExpressionError } from '../expression-error.ts';

/** Go's functions on strings, as far as JavaScript's differ from them. All count in code points, not in UTF-16. */

/** What Go's unicode.IsSpace says, which is not what `\s` says. */
const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const outerSpace = new RegExp(`^${space}|${space}$`, 'g');

/** `strings.TrimSpace`, or with a set of characters `strings.Trim`. */
export function trim(text: string, cutset?: string): string {
  if (cutset === undefined) {
    return text.replace(outerSpace, '');
  }
  const set = new Set(cutset);
  const characters = Array.from(text);
  const first = characters.findIndex((character) => !set.has(character));
  const last = characters.findLastIndex((character) => !set.has(character));
  return first < 0 ? '' : characters.slice(first, last + 1).join('');
}

/** `strings.TrimSuffix` */
export function trimSuffix(text: string, suffix = ' '): string {
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}

/** `strings.ToUpper`: one code point to one. */
export function upper(text: string): string {
  return eachCharacter(text, (character) => character.toUpperCase());
}

/** `strings.ToLower`: one code point to one. */
export function lower(text: string): string {
  return eachCharacter(text, (character) => character.toLowerCase());
}

function eachCharacter(text: string, change: (character: string) => string): string {
  return Array.from(text, (character) => {
    const changed = change(character);
    return Array.from(changed).length === 1 ? changed : character;
  }).join('');
}

/** `strings.Replace`; less than 0 `times` is no limit. An empty `old` is found before and after each character. */
export function replace(text: string, old: string, by: string, times: number): string {
  const parts = old === '' ? ['', ...Array.from(text), ''] : text.split(old);
  const limit = times < 0 ? Number.POSITIVE_INFINITY : times;
  return parts.reduce((result, part, index) => result + (index <= limit ? by : old) + part);
}

/** `strings.SplitN`; less than 0 `times` is no limit. An empty `by` splits into characters. */
export function split(text: string, by: string, times: number): string[] {
  const parts = by === '' ? Array.from(text) : text.split(by);
  if (times < 0 || parts.length <= times) {
    return parts;
  }
  return times === 0 ? [] : [...parts.slice(0, times - 1), parts.slice(times - 1).join(by)];
}

/** `strings.Index`, in bytes of UTF-8. */
export function indexOf(text: string, part: string): bigint {
  return byteIndex(text, text.indexOf(part));
}

/** `strings.LastIndex`, in bytes of UTF-8. */
export function lastIndexOf(text: string, part: string): bigint {
  return byteIndex(text, text.lastIndexOf(part));
}

function byteIndex(text: string, index: number): bigint {
  return index < 0 ? -1n : BigInt(byteLength(text.slice(0, index)));
}

/** Bytes of the text in UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const base64Values = Array.from({ length: 128 }, (_, unit) => base64Digits.indexOf(String.fromCharCode(unit)));

/** `base64.StdEncoding` of the UTF-8 bytes. */
export function toBase64(text: string): string {
  // One character for each byte.
  const bytes = encodeURIComponent(text.toWellFormed()).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  const digit = (value: number): string => base64Digits[value & 63] ?? '';
  let base64 = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = [0, 1, 2].map((offset) => code(bytes, index + offset));
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    base64 += digit(bits >> 18) + digit(bits >> 12);
    base64 += (second === undefined ? '=' : digit(bits >> 6)) + (third === undefined ? '=' : digit(bits));
  }
  return base64;
}

/**
 * The text whose UTF-8 bytes these are. Go would make a string of other bytes too.
 *
 * @throws ExpressionError for what is no base64, or no UTF-8
 */
export function fromBase64(base64: string): string {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) {
    throw new ExpressionError('run', 'illegal base64 data');
  }
  const length = base64.indexOf('=') < 0 ? base64.length : base64.indexOf('=');
  const parts: string[] = [];
  for (let start = 0; start < length; start += chunk)
    parts.push(decodeDigits(base64, start, Math.min(length, start + chunk)));
  const text = parts.join('');
  return /^[\0-\x7f]*$/.test(text) ? text : decodeBytes(text);
}

/** Digits that are decoded at a time: as many characters as a function may be given. */
const chunk = 4 * 1024;

/** The bytes of some digits, one character for each. */
function decodeDigits(base64: string, start: number, end: number): string {
  const bytes: number[] = [];
  let bits = 0;
  for (let index = start; index < end; index++) {
    bits = ((bits << 6) | (base64Values[base64.charCodeAt(index)] ?? 0)) & 0xffffff;
    const digit = index & 3;
    if (digit > 0) bytes.push((bits >> (6 - 2 * digit)) & 255);
  }
  return String.fromCharCode(...bytes);
}

/** UTF-8, one character for each byte. */
function decodeBytes(bytes: string): string {
  try {
    return decodeURIComponent(bytes.replace(/[\x80-\xff%]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`));
  } catch {
    throw new ExpressionError('run', 'base64 of something that is no text');
  }
}

function code(text: string, index: number): number | undefined {
  return index < text.length ? text.charCodeAt(index) : undefined;
}
