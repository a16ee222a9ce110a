import { ExpressionError } from '../expression-error.ts';

/** A token of `when` text. A bare word is a string, as Argo has it. */
export type WhenToken = { readonly offset: number } & (
  | { readonly kind: 'value'; readonly value: boolean | number | string }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'end' }
);

const blank = /\s+/y;
/** Either kind of quote ends a string that the other one began. */
const quoted = /['"](?:[^'"\\]|\\[^])*['"]/y;
const bracketed = /\[(?:[^\]\\]|\\[^])*\]/y;
const number = /0x[\da-fA-F]+|[\d.]+/y;
const word = /\p{L}[\p{L}\p{Nd}_]*/uy;
const operator = /&&|\|\||[=!<>]=|[=!]~|[<>!(),-]/y;

const constants: Readonly<Record<string, boolean>> = { true: true, false: false };

/**
 * Splits the text of a `when`.
 *
 * @throws ExpressionError at anything else
 */
export function tokenizeWhen(text: string): readonly WhenToken[] {
  const tokens: WhenToken[] = [];
  let offset = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(text)?.[0];
  };
  for (;;) {
    offset += match(blank)?.length ?? 0;
    if (offset >= text.length) {
      return [...tokens, { kind: 'end', offset }];
    }
    const string = match(quoted) ?? match(bracketed);
    const digits = match(number);
    const name = match(word);
    const sign = name === 'in' ? name : match(operator);
    if (string !== undefined) {
      // A backslash stands for the character after it, whatever that is.
      tokens.push({ kind: 'value', value: string.slice(1, -1).replace(/\\([^])/g, '$1'), offset });
    } else if (digits !== undefined) {
      tokens.push({ kind: 'value', value: readNumber(digits, offset), offset });
    } else if (sign !== undefined) {
      tokens.push({ kind: 'operator', text: sign, offset });
    } else if (name !== undefined) {
      tokens.push({ kind: 'value', value: Object.hasOwn(constants, name) ? name === 'true' : name, offset });
    } else {
      throw new ExpressionError('parse', `Invalid token: ${JSON.stringify(text[offset])}`, offset);
    }
    offset += (string ?? digits ?? sign ?? name ?? '').length;
  }
}

function readNumber(digits: string, offset: number): number {
  const value = Number(digits);
  if (!Number.isFinite(value)) {
    throw new ExpressionError('parse', `Unable to parse numeric value '${digits}'`, offset);
  }
  return value;
}
