import { ExpressionError } from '../expression-error.ts';
import { unescape } from './string-literal.ts';

/** A token of expr-lang and where it starts. Words that are operators are names here. */
export type Token = { readonly offset: number } & (
  | { readonly kind: 'name' | 'operator'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'end' }
);

const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const quoted = /'(?:[^'\\\n]|\\[^\n])*'|"(?:[^"\\\n]|\\[^\n])*"/y;
const raw = /`(?:[^`]|``)*`/y;
const number =
  /(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?[\d_]*)?)/y;
const name = /[\p{L}_$][\p{L}\p{Nd}_$]*/uy;
const operator = /\|\||&&|==|!=|<=|>=|\*\*|\.\.|\?\.|\?\?|::|[-+*/%^!<>?:.,;|#()[\]{}]/y;

const maxInt = 2n ** 63n - 1n;

/**
 * Splits a text of expr-lang 1.17.
 *
 * @throws ExpressionError at what is no token
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
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
    const string = match(quoted);
    const rawString = match(raw);
    const digits = match(number);
    const word = match(name);
    const sign = match(operator);
    if (string !== undefined) {
      tokens.push({ kind: 'string', value: unescape(string.slice(1, -1), offset + 1), offset });
    } else if (rawString !== undefined) {
      tokens.push({ kind: 'string', value: rawString.slice(1, -1).replaceAll('``', '`'), offset });
    } else if (digits !== undefined) {
      tokens.push(readNumber(digits, offset));
    } else if (word !== undefined) {
      tokens.push({ kind: 'name', text: word, offset });
    } else if (sign !== undefined) {
      tokens.push({ kind: 'operator', text: sign, offset });
    } else {
      throw new ExpressionError('parse', unreadable(text.slice(offset)), offset);
    }
    offset += (string ?? rawString ?? digits ?? word ?? sign ?? '').length;
    if (digits !== undefined && match(name) !== undefined) {
      throw new ExpressionError('parse', 'bad number syntax', offset);
    }
  }
}

function readNumber(digits: string, offset: number): Token {
  const text = digits.replaceAll('_', '');
  if (/^0[xXbBoO]|^\d+$/.test(text)) {
    // BigInt('010') is 10, as in expr-lang.
    const value = BigInt(text);
    if (value > maxInt) {
      throw new ExpressionError('parse', `invalid integer literal ${digits}: value out of range`, offset);
    }
    return { kind: 'int', value, offset };
  }
  const value = Number(text);
  if (!Number.isFinite(value)) {
    throw new ExpressionError('parse', `invalid float literal ${digits}`, offset);
  }
  return { kind: 'float', value, offset };
}

function unreadable(rest: string): string {
  if (/^['"`]/.test(rest)) {
    return 'literal not terminated';
  }
  return rest.startsWith('/*') ? 'unclosed comment' : `unrecognized character ${JSON.stringify(rest[0])}`;
}
