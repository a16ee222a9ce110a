import { ExpressionError } from '../expression-error.ts';
import { TokenCursor } from '../token-cursor.ts';
import type { AnyToken } from '../token-cursor.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tokens.ts';
import { precedence, predicateFunctions, unaryPrecedence } from './tree.ts';
import type { BinaryOperator, Expr, MapEntry, UnaryOperator } from './tree.ts';

type Cursor = TokenCursor<Token>;

/** Other spellings of operators. */
const aliases: Readonly<Record<string, BinaryOperator>> = { or: '||', and: '&&', '^': '**' };

/** Words that are operators, and so no names. */
const keywords: ReadonlySet<string> = new Set(
  'not in and or matches contains startsWith endsWith let if else'.split(' '),
);

const negatable: ReadonlySet<string> = new Set(['in', 'matches', 'contains', 'startsWith', 'endsWith']);

const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

const identifier = /^[\p{L}_$][\p{L}\p{Nd}_$]*$/u;

/**
 * Parses expr-lang as of 1.17, without `let`, `if`, sequences, methods and chained comparisons, which are refused by name.
 *
 * @throws ExpressionError with the offset of what is not understood
 */
export function parseExpression(text: string): Expr {
  const cursor = new TokenCursor(tokenize(text));
  const result = expression(cursor, false);
  cursor.expectEnd();
  return result;
}

/** A whole expression. `inside` says whether it belongs to a predicate, where `#` means something. */
function expression(cursor: Cursor, inside: boolean): Expr {
  return cursor.nested(() => {
    for (const word of ['let', 'if']) {
      if (cursor.is(word)) {
        throw new ExpressionError('parse', `"${word}" is not supported`, cursor.peek().offset);
      }
    }
    let test = operators(cursor, 0, inside);
    while (cursor.is('?')) {
      const { offset } = cursor.next();
      if (cursor.take(':')) {
        test = { kind: 'ternary', test, then: test, else: expression(cursor, inside), offset };
        continue;
      }
      const then = expression(cursor, inside);
      cursor.expect(':');
      test = { kind: 'ternary', test, then, else: expression(cursor, inside), offset };
    }
    return test;
  });
}

function operators(cursor: Cursor, minimum: number, inside: boolean): Expr {
  let left = unary(cursor, inside);
  let previous: BinaryOperator | undefined;
  for (;;) {
    const { offset } = cursor.peek();
    if (minimum === 0 && cursor.take('|')) {
      left = piped(cursor, left, inside);
      previous = undefined;
      continue;
    }
    const negated = cursor.is('not') && negatable.has(textOf(cursor.peek(1)) ?? '');
    const operator = binaryOperator(cursor.peek(negated ? 1 : 0));
    if (operator === undefined || precedence[operator] < minimum) {
      return left;
    }
    if (previous === '??' && operator !== '??') {
      throw new ExpressionError('parse', `${operator} and ?? cannot be mixed; use parentheses`, offset);
    }
    if (comparisons.has(operator) && previous !== undefined && comparisons.has(previous)) {
      throw new ExpressionError('parse', 'comparisons cannot be chained; use parentheses', offset);
    }
    cursor.next();
    if (negated) {
      cursor.next();
    }
    const right = operators(cursor, operator === '**' ? precedence['**'] : precedence[operator] + 1, inside);
    left = { kind: 'binary', operator, left, right, offset };
    if (negated) {
      left = { kind: 'unary', operator: '!', of: left, offset };
    }
    previous = operator;
  }
}

function textOf({ text }: AnyToken): string | undefined {
  return text;
}

function binaryOperator(token: AnyToken): BinaryOperator | undefined {
  const text = textOf(token) ?? '';
  const operator = Object.hasOwn(aliases, text) ? aliases[text] : text;
  return Object.hasOwn(precedence, operator ?? '') ? (operator as BinaryOperator) : undefined;
}

function unary(cursor: Cursor, inside: boolean): Expr {
  const { offset } = cursor.peek();
  const sign = (['!', '-', '+', 'not'] as const).find((one) => cursor.take(one));
  if (sign === undefined) {
    return operand(cursor, inside);
  }
  const operator: UnaryOperator = sign === 'not' ? '!' : sign;
  const of = cursor.nested(() => operators(cursor, unaryPrecedence[operator], inside));
  return { kind: 'unary', operator, of, offset };
}

/** Constants that are words or numbers take no members, unless in parentheses. */
function operand(cursor: Cursor, inside: boolean): Expr {
  const token = cursor.peek();
  const isConstant =
    token.kind === 'int' ||
    token.kind === 'float' ||
    (token.kind === 'name' && ['true', 'false', 'nil'].includes(token.text));
  const start = primary(cursor, inside);
  return isConstant ? start : postfix(cursor, start, inside);
}

function primary(cursor: Cursor, inside: boolean): Expr {
  const token = cursor.peek();
  const { offset } = token;
  if (token.kind === 'string' || token.kind === 'int' || token.kind === 'float') {
    cursor.next();
    return token;
  }
  if (cursor.take('(')) {
    const of = expression(cursor, inside);
    cursor.expect(')');
    return of;
  }
  if (cursor.take('[')) {
    return { kind: 'list', items: items(cursor, ']', inside), offset };
  }
  if (cursor.take('{')) {
    return { kind: 'map', entries: entries(cursor, inside), offset };
  }
  if (inside && cursor.is('.')) {
    return { kind: 'element', offset };
  }
  if (inside && cursor.take('#')) {
    if (cursor.peek().kind === 'name' && cursor.peek().offset === offset + 1) {
      throw new ExpressionError('parse', 'only # itself is supported, not a named one', offset);
    }
    return { kind: 'element', offset };
  }
  if (token.kind !== 'name' || keywords.has(token.text)) {
    throw cursor.unexpected('a value');
  }
  cursor.next();
  switch (token.text) {
    case 'true':
    case 'false':
      return { kind: 'bool', value: token.text === 'true', offset };
    case 'nil':
      return { kind: 'nil', offset };
    default:
      return cursor.is('(')
        ? callOf(cursor, token.text, [], inside, offset)
        : { kind: 'name', name: token.text, offset };
  }
}

function piped(cursor: Cursor, first: Expr, inside: boolean): Expr {
  const token = cursor.next();
  if (token.kind !== 'name' || !cursor.is('(')) {
    throw new ExpressionError('parse', 'a pipe leads to a call', token.offset);
  }
  return postfix(cursor, callOf(cursor, token.text, [first], inside, token.offset), inside);
}

function callOf(cursor: Cursor, name: string, given: readonly Expr[], inside: boolean, offset: number): Expr {
  cursor.expect('(');
  if (!predicateFunctions.has(name)) {
    return { kind: 'call', name, arguments: [...given, ...items(cursor, ')', inside)], offset };
  }
  const list = [...given];
  if (list.length === 0) {
    list.push(expression(cursor, inside));
    if (name === 'count' && cursor.take(')')) {
      return { kind: 'call', name, arguments: list, offset };
    }
    cursor.expect(',');
  }
  list.push(predicate(cursor));
  cursor.take(',');
  cursor.expect(')');
  return { kind: 'call', name, arguments: list, offset };
}

function predicate(cursor: Cursor): Expr {
  if (!cursor.take('{')) {
    return expression(cursor, true);
  }
  const body = expression(cursor, true);
  cursor.expect('}');
  return body;
}

/** After the opening bracket. A comma may close the list. */
function items(cursor: Cursor, end: string, inside: boolean): readonly Expr[] {
  const list: Expr[] = [];
  while (!cursor.take(end)) {
    list.push(expression(cursor, inside));
    if (!cursor.take(',')) {
      cursor.expect(end);
      break;
    }
  }
  return list;
}

/** After the opening brace. A key is a word, a string or a number, all of which are strings, or has parentheses. */
function entries(cursor: Cursor, inside: boolean): readonly MapEntry[] {
  const list: MapEntry[] = [];
  while (!cursor.take('}')) {
    const token = cursor.peek();
    const { offset } = token;
    let key: Expr;
    if (cursor.is('(')) {
      key = expression(cursor, inside);
    } else if (token.kind === 'operator' || token.kind === 'end') {
      throw cursor.unexpected('a key');
    } else {
      cursor.next();
      key = { kind: 'string', value: 'text' in token ? token.text : String(token.value), offset };
    }
    cursor.expect(':');
    list.push({ key, value: expression(cursor, inside) });
    if (!cursor.take(',')) {
      cursor.expect('}');
      break;
    }
  }
  return list;
}

function postfix(cursor: Cursor, start: Expr, inside: boolean): Expr {
  let of: Expr = start;
  for (;;) {
    const { offset } = cursor.peek();
    const optional = cursor.take('?.');
    if (cursor.take('[')) {
      const result = bracket(cursor, of, inside, offset);
      of = optional && result.kind === 'member' ? { kind: 'chain', of: { ...result, optional: true }, offset } : result;
    } else if (optional || cursor.take('.')) {
      of = dotted(cursor, of, optional, offset);
    } else {
      return of;
    }
  }
}

/** `a?.b.c` is one chain: if `a` is nil, `c` is not asked for. */
function dotted(cursor: Cursor, of: Expr, optional: boolean, offset: number): Expr {
  const token = cursor.next();
  if (token.kind !== 'name' || !identifier.test(token.text)) {
    throw new ExpressionError('parse', 'expected a name', token.offset);
  }
  if (cursor.is('(')) {
    throw new ExpressionError('parse', `the method ${token.text}() is not supported`, token.offset);
  }
  const key: Expr = { kind: 'string', value: token.text, offset: token.offset };
  const inner = of.kind === 'chain' ? of.of : of;
  const member = { kind: 'member', of: inner, key, dot: true, offset } as const;
  const result: Expr = optional ? { ...member, optional: true } : member;
  return optional || of.kind === 'chain' ? { kind: 'chain', of: result, offset } : result;
}

/** After the opening bracket: an index or a slice. */
function bracket(cursor: Cursor, of: Expr, inside: boolean, offset: number): Expr {
  const from = cursor.is(':') ? undefined : expression(cursor, inside);
  if (from !== undefined && cursor.take(']')) {
    return { kind: 'member', of, key: from, offset };
  }
  cursor.expect(':');
  const to = cursor.is(']') ? undefined : expression(cursor, inside);
  cursor.expect(']');
  return { kind: 'slice', of, offset, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
