import { encodeWire } from '@tiphys/contract';
import type { ParameterType } from '@tiphys/contract';
import { quoteExpression } from '@tiphys/expr';
import { asText, decode, encode, isString, namedMember, tag } from '../expression.ts';
import type { ItemTexts, Part, Source } from './source-forms.ts';

/** An integer of 16 digits or more: Argo's expressions know only floats, which end at 2^53. */
const largeInteger = quoteExpression('[[:,]\\s*-?[0-9]{16}');

/**
 * A source whose type is only known when it is there. Where Argo cannot take the part out, since the whole was too large to
 * travel, or would round it, it hands on where the part is to be found, and the launcher takes it out.
 */
export function untypedSource(value: string, part: Part): Source {
  return { wire: partWire(value, part, [isSpilledText(part.whole), isLargeText(part.whole)]), value, part };
}

/**
 * The item of a loop, or members of it, as its body was given it. Its text may hold letters that Argo can paste only as the
 * result of an expression, since an expression made it. Where expressions read it, there are two texts of it: theirs,
 * in which Argo has rounded what it cannot hold, and the exact one for launchers, which then is a place.
 */
export function itemSource(item: ItemTexts, keys: readonly string[]): Source {
  const { exact, type } = item;
  const value = keys.length === 0 ? decode(item.read) : membersOf(decode(item.read), type, keys);
  const part = { whole: exact, path: keyTexts(keys) };
  const wire = keys.length === 0 ? tag(exact) : partWire(value, part, [isSpilledText(exact)]);
  return { wire, value, part, item };
}

/**
 * A source as it arrives in an input of a declared type; only what is untyped may have to be converted. With `isRead`,
 * expressions read that input, so that it has to be the value itself wherever it can be.
 */
export function convertedSource(source: Source, type: ParameterType | undefined, isRead: boolean): Source {
  if (source.part === undefined) return source;
  const { whole, path } = source.part;
  if (source.item !== undefined && path.length === 0) return convertedItem(source.item, type, isRead);
  const value = type === 'STRING' ? asText(source.value) : source.value;
  const reasons = isRead ? [isAwayText(whole)] : [isSpilledText(whole), isLargeText(whole)];
  return { wire: partWire(value, source.part, reasons), value };
}

function convertedItem(item: ItemTexts, type: ParameterType | undefined, isRead: boolean): Source {
  const text = isRead ? item.read : item.exact;
  if (type !== 'STRING' || item.type === 'STRING') return { wire: tag(text), value: decode(item.read) };
  const wire = tag(`${isSpilledText(text)} ? ${text} : ${encode(asText(decode(text)))}`);
  return { wire, value: asText(decode(item.read)) };
}

function partWire(value: string, part: Part, reasons: readonly string[]): string {
  return tag(`${reasons.join(' || ')} ? ${placeText(part)} : ${encode(value)}`);
}

/** Where the part is, for the launcher (`decodeWire` of the contract). */
export function placeText({ whole, path }: Part): string {
  if (path.length === 0) return whole;
  const texts = path.map((key) => `${quoteExpression(',')} + ${key}`);
  return [quoteExpression('{"tiphys:at":['), whole, ...texts, quoteExpression(']}')].join(' + ');
}

/** Whether a value is in the store, or is a part of one that is. */
export function isAwayText(text: string): string {
  const starts = ['{"tiphys:ref"', '{"tiphys:at":[{"tiphys:'];
  return `(${starts.map((start) => `${text} startsWith ${quoteExpression(start)}`).join(' || ')})`;
}

/** Whether a text is a reference or a place; keys of users never begin like this. */
export function isSpilledText(text: string): string {
  return `${text} startsWith ${quoteExpression('{"tiphys:')}`;
}

export function isLargeText(text: string): string {
  return `${text} matches ${largeInteger}`;
}

/** Members of a value of a declared type. What is not declared an object may be the text of one. */
export function membersOf(value: string, type: ParameterType | undefined, keys: readonly string[]): string {
  const holder = type === 'STRUCT' || type === 'LIST' ? value : parsed(value);
  return keys.reduce(namedMember, holder);
}

/** Keys as the path of a part. */
export function keyTexts(keys: readonly string[]): readonly string[] {
  return keys.map((key) => quoteExpression(encodeWire(key)));
}

/** A value, or of a string the JSON in it: the SDK calls items strings whatever they are. */
export function parsed(value: string): string {
  return `(${isString(value)} ? fromJSON(${value}) : ${value})`;
}
