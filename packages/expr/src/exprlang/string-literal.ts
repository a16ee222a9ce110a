import { ExpressionError } from '../expression-error.ts';

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const escape = /\\(?:([abfnrtv\\'"])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-3][0-7]{2})|[\s\S]|$)/g;

/**
 * The text between the quotes of an expr-lang string, decoded. `offset` is where it starts.
 *
 * @throws ExpressionError at an escape that all supported versions of the engine refuse
 */
export function unescape(text: string, offset: number): string {
  return text.replace(
    escape,
    (whole: string, simple?: string, x?: string, u?: string, long?: string, octal?: string, at?: number) => {
      if (simple !== undefined) {
        return simpleEscapes[simple] ?? '';
      }
      const hex = x ?? u ?? long;
      const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
      if (whole.length === 0 || Number.isNaN(code) || code > 0x10ffff) {
        throw new ExpressionError('parse', 'invalid char escape', offset + (at ?? 0));
      }
      // Go has no surrogates in its strings.
      return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}

/**
 * A string as an expr-lang literal: single quotes, ASCII, no braces and no line ends, so that it may stand inside an Argo
 * tag. Lone surrogates become U+FFFD, as they would in Go.
 */
export function quoteExpression(text: string): string {
  const inside = text.toWellFormed().replace(/[^\x20-\x7e]|['\\{}]/gu, (character) => {
    if (character === "'" || character === '\\') {
      return `\\${character}`;
    }
    const short = { '\n': '\\n', '\t': '\\t', '\r': '\\r' }[character];
    const code = character.codePointAt(0) ?? 0;
    return short ?? (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`);
  });
  return `'${inside}'`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
