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
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
};

const codeEscape = /[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})/y;

/** Reads a CEL string literal whose prefix and quotes, `opening`, start at `offset`. `end` is after its closing quotes. */
export function readString(text: string, offset: number, opening: string): { value: string; end: number } {
  const prefix = opening.replace(/['"]/g, '').toLowerCase();
  const quotes = opening.slice(prefix.length);
  if (prefix.includes('b')) {
    throw new ExpressionError('parse', 'bytes are not supported', offset);
  }
  const raw = prefix === 'r';
  let value = '';
  let at = offset + opening.length;
  while (!text.startsWith(quotes, at)) {
    const character = text[at];
    if (character === undefined || (quotes.length === 1 && (character === '\n' || character === '\r'))) {
      throw new ExpressionError('parse', 'the string does not end', offset);
    }
    if (character === '\\' && !raw) {
      const escape = readEscape(text, at + 1);
      value += escape.value;
      at = escape.end;
    } else {
      value += character;
      at += 1;
    }
  }
  return { value, end: at + quotes.length };
}

function readEscape(text: string, at: number): { value: string; end: number } {
  const simple = simpleEscapes[text[at] ?? ''];
  if (simple !== undefined) {
    return { value: simple, end: at + 1 };
  }
  codeEscape.lastIndex = at;
  const found = codeEscape.exec(text);
  const [whole = '', x, u4, u8, octal] = found ?? [];
  const hex = x ?? u4 ?? u8;
  const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
  if (found === null || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new ExpressionError('parse', 'CEL has no such escape in a string', at - 1);
  }
  return { value: String.fromCodePoint(code), end: at + whole.length };
}
