import { ExpressionError } from '../expression-error.ts';
import { readString } from './string-literal.ts';

/** A CEL token and where it starts. */
export type Token = { readonly offset: number } & (
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number; readonly integer: boolean }
  | { readonly kind: 'end' }
);

const blank = /(?:[ \t\r\n\f]|\/\/[^\n]*)+/y;
const stringStart = /[rRbB]{0,2}(?:'''|"""|'|")/y;
const number =
  /(?:0x(?<hex>[0-9a-fA-F]+)|(?<float>\d*\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)|(?<int>\d+))(?<unsigned>[uU])?/y;
const name = /[A-Za-z_]\w*/y;
const operator = /==|!=|<=|>=|&&|\|\||[-+*/%!<>?:.,()[\]{}]/y;

/**
 * Splits a CEL text (https://github.com/cel-expr/cel-spec/blob/master/doc/langdef.md#syntax).
 *
 * @throws ExpressionError at what is no token, and at unsigned, bytes and integer literals beyond 2^53
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };
  for (;;) {
    offset += match(blank)?.[0].length ?? 0;
    if (offset >= text.length) {
      return [...tokens, { kind: 'end', offset }];
    }
    const start = offset;
    const opening = match(stringStart)?.[0];
    if (opening !== undefined) {
      const { value, end } = readString(text, start, opening);
      tokens.push({ kind: 'string', value, offset: start });
      offset = end;
      continue;
    }
    const digits = match(number);
    if (digits !== null) {
      tokens.push(numberToken(digits, start));
      offset += digits[0].length;
      continue;
    }
    const word = match(name)?.[0];
    const sign = word === undefined ? match(operator)?.[0] : undefined;
    const token = word ?? sign;
    if (token === undefined) {
      throw new ExpressionError('parse', `unexpected character ${JSON.stringify(text[start])}`, start);
    }
    tokens.push({ kind: word === undefined ? 'operator' : 'name', text: token, offset: start });
    offset += token.length;
  }
}

function numberToken(digits: RegExpExecArray, offset: number): Token {
  const { hex, float, int, unsigned } = digits.groups ?? {};
  if (unsigned !== undefined) {
    throw new ExpressionError('parse', 'unsigned numbers are not supported', offset);
  }
  const value = hex === undefined ? Number(float ?? int) : Number.parseInt(hex, 16);
  if (float === undefined && !Number.isSafeInteger(value)) {
    throw new ExpressionError('parse', 'integers beyond 2^53 are not supported', offset);
  }
  return { kind: 'number', value, integer: float === undefined, offset };
}
