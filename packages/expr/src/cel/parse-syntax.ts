import { TokenCursor } from '../token-cursor.ts';
import { ExpressionError } from '../expression-error.ts';
import type { Syntax } from './syntax.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';

type Cursor = TokenCursor<Token>;

/** Binary operators, the loosest first; all of them group to the left. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** Names that CEL keeps for itself (langdef, "Reserved"). */
const reserved = new Set(
  'as break const continue else for function if import let loop package namespace return var void while in'.split(' '),
);

/**
 * Parses the part of CEL that conditions use: everything but map and message literals, and a leading dot
 * (https://github.com/cel-expr/cel-spec/blob/master/doc/langdef.md#syntax).
 *
 * @throws ExpressionError with the offset of what is not understood
 */
export function parseSyntax(text: string): Syntax {
  const cursor = new TokenCursor(tokenize(text));
  const result = expression(cursor);
  cursor.expectEnd();
  return result;
}

function expression(cursor: Cursor): Syntax {
  return cursor.nested(() => {
    const test = binary(cursor, 0);
    if (!cursor.take('?')) {
      return test;
    }
    const then = binary(cursor, 0);
    cursor.expect(':');
    return { kind: 'ternary', test, then, else: expression(cursor), offset: test.offset };
  });
}

function binary(cursor: Cursor, level: number): Syntax {
  const operators = levels[level];
  if (operators === undefined) {
    return unary(cursor);
  }
  let left = binary(cursor, level + 1);
  for (;;) {
    const { offset } = cursor.peek();
    const operator = operators.find((one) => cursor.take(one));
    if (operator === undefined) {
      return left;
    }
    left = { kind: 'binary', operator, left, right: binary(cursor, level + 1), offset };
  }
}

/** Signs repeat but do not mix. Two of them cancel out, whatever they stand before, as in cel-go. */
function unary(cursor: Cursor): Syntax {
  const { offset } = cursor.peek();
  const operator = cursor.is('!') ? '!' : '-';
  let count = 0;
  while (cursor.take(operator)) {
    count += 1;
  }
  const of = member(cursor);
  if (count % 2 === 0) {
    return of;
  }
  return operator === '-' && of.kind === 'literal' && typeof of.value === 'number'
    ? { ...of, value: -of.value }
    : { kind: 'unary', operator, of, offset };
}

function member(cursor: Cursor): Syntax {
  let of = primary(cursor);
  for (;;) {
    const { offset } = cursor.peek();
    if (cursor.take('.')) {
      const name = identifier(cursor);
      of = cursor.take('(')
        ? { kind: 'call', name, on: of, arguments: callArguments(cursor), offset }
        : { kind: 'member', of, name, offset };
    } else if (cursor.take('[')) {
      const key = expression(cursor);
      cursor.expect(']');
      of = { kind: 'index', of, key, offset };
    } else {
      return of;
    }
  }
}

function primary(cursor: Cursor): Syntax {
  const token = cursor.peek();
  const { offset } = token;
  if (token.kind === 'string') {
    cursor.next();
    return { kind: 'literal', value: token.value, offset };
  }
  // A sign is part of a literal here: the grammar has `!-1`.
  const number = cursor.is('-') ? cursor.peek(1) : token;
  if (number.kind === 'number') {
    const sign = cursor.take('-') ? -1 : 1;
    cursor.next();
    const literal = { kind: 'literal', value: sign * number.value, offset } as const;
    return number.integer ? { ...literal, integer: true } : literal;
  }
  if (cursor.take('(')) {
    const inner = expression(cursor);
    cursor.expect(')');
    return inner;
  }
  if (cursor.take('[')) {
    return { kind: 'list', items: listItems(cursor), offset };
  }
  if (cursor.is('{')) {
    throw new ExpressionError('parse', 'map literals are not supported', offset);
  }
  if (token.kind === 'name' && Object.hasOwn(constants, token.text)) {
    cursor.next();
    return { kind: 'literal', value: constants[token.text] ?? null, offset };
  }
  const name = identifier(cursor);
  return cursor.take('(')
    ? { kind: 'call', name, arguments: callArguments(cursor), offset }
    : { kind: 'name', name, offset };
}

/** After the opening bracket. A comma may close the list. */
function listItems(cursor: Cursor): readonly Syntax[] {
  const items: Syntax[] = [];
  while (!cursor.take(']')) {
    items.push(expression(cursor));
    if (!cursor.take(',')) {
      cursor.expect(']');
      break;
    }
  }
  return items;
}

/** After the opening parenthesis. */
function callArguments(cursor: Cursor): readonly Syntax[] {
  const items: Syntax[] = [];
  if (cursor.take(')')) {
    return items;
  }
  do {
    items.push(expression(cursor));
  } while (cursor.take(','));
  cursor.expect(')');
  return items;
}

function identifier(cursor: Cursor): string {
  const token = cursor.peek();
  if (token.kind !== 'name' || reserved.has(token.text) || Object.hasOwn(constants, token.text)) {
    throw cursor.unexpected('a value');
  }
  cursor.next();
  return token.text;
}
