import { encodeWire } from '@tiphys/contract';
import type { ParameterType } from '@tiphys/contract';
import { quoteExpression } from '@tiphys/expr';
import { asText, encode, isString, namedMember, tag } from '../expression.ts';
import type { Part, Source } from './source-forms.ts';

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
 * A source as it arrives in an input of a declared type; only what is untyped may have to be converted. With `isRead`,
 * expressions read that input, so that it has to be the value itself wherever it can be.
 */
export function convertedSource(source: Source, type: ParameterType | undefined, isRead: boolean): Source {
  if (source.part === undefined) return source;
  const value = type === 'STRING' ? asText(source.value) : source.value;
  const { whole } = source.part;
  const reasons = isRead ? [isSpilledText(whole)] : [isSpilledText(whole), isLargeText(whole)];
  return { wire: partWire(value, source.part, reasons), value };
}

function partWire(value: string, part: Part, reasons: readonly string[]): string {
  return tag(`${reasons.join(' || ')} ? ${placeText(part)} : ${encode(value)}`);
}

/** Where the part is, for the launcher (`decodeWire` of the contract). */
export function placeText({ whole, path }: Part): string {
  const texts = path.map((key) => `${quoteExpression(',')} + ${key}`);
  return [quoteExpression('{"tiphys:at":['), whole, ...texts, quoteExpression(']}')].join(' + ');
}

/** Whether a text is a reference; keys of users never begin like this. */
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
