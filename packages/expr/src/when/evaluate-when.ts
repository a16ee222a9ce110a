import { ExpressionError } from '../expression-error.ts';
import { TokenCursor } from '../token-cursor.ts';
import { tokenizeWhen } from './tokens.ts';
import type { WhenToken } from './tokens.ts';

type Cursor = TokenCursor<WhenToken>;
type Value = boolean | number | string;

const comparators = ['==', '!=', '<=', '>=', '<', '>', '=~', '!~'] as const;

/**
 * Whether a task runs, by its `when` after substitution (argo-facts 1.4): the part of govaluate that conditions use, which
 * is literals, bare words (strings), comparisons, `in (a, b)`, `&&`, `||`, `!` and parentheses. Unlike govaluate, a string
 * that looks like a date stays a string.
 *
 * @throws ExpressionError when the text is not understood, or its value is no boolean
 */
export function evaluateWhen(text: string): boolean {
  const cursor = new TokenCursor(tokenizeWhen(text));
  const value = either(cursor, true);
  cursor.expectEnd();
  if (typeof value !== 'boolean') {
    throw new ExpressionError('run', `Expected boolean evaluation for '${text}'. Got ${value}`);
  }
  return value;
}

/** `live` is false where the left side of `&&` or `||` has decided: then the types do not matter any more. */
function either(cursor: Cursor, live: boolean): Value {
  return cursor.nested(() => {
    let left = both(cursor, live);
    while (cursor.take('||')) {
      const decided = isTrue(left, '||', live);
      const right = both(cursor, live && !decided);
      left = decided || isTrue(right, '||', live && !decided);
    }
    return left;
  });
}

function both(cursor: Cursor, live: boolean): Value {
  let left = comparison(cursor, live);
  while (cursor.take('&&')) {
    const open = isTrue(left, '&&', live);
    const right = comparison(cursor, live && open);
    left = open && isTrue(right, '&&', live && open);
  }
  return left;
}

function comparison(cursor: Cursor, live: boolean): Value {
  let left = operand(cursor, live);
  for (;;) {
    const { offset } = cursor.peek();
    const operator = comparators.find((one) => cursor.take(one));
    if (operator !== undefined) {
      const right = operand(cursor, live);
      left = live && compare(operator, left, right, offset);
    } else if (cursor.take('in')) {
      left = listItems(cursor, live).includes(left);
    } else {
      return left;
    }
  }
}

function listItems(cursor: Cursor, live: boolean): readonly Value[] {
  const { offset } = cursor.peek();
  cursor.expect('(');
  const items: Value[] = [];
  do {
    items.push(either(cursor, live));
  } while (cursor.take(','));
  cursor.expect(')');
  if (items.length === 1) {
    // Parentheses around one value make no list.
    throw new ExpressionError(
      'run',
      `Value '${items[0]}' cannot be used with the comparator 'in', it is not an array`,
      offset,
    );
  }
  return items;
}

function operand(cursor: Cursor, live: boolean): Value {
  if (cursor.take('!')) {
    if (cursor.is('!')) {
      throw cursor.unexpected('a value');
    }
    return !isTrue(operand(cursor, live), '!', live);
  }
  if (cursor.take('-')) {
    const value = operand(cursor, live);
    if (typeof value === 'number') {
      return -value;
    }
    if (live) {
      throw new ExpressionError('run', `Value '${value}' cannot be used with the prefix '-', it is not a number`);
    }
    return value;
  }
  if (cursor.take('(')) {
    const value = either(cursor, live);
    cursor.expect(')');
    return value;
  }
  const token = cursor.peek();
  if (token.kind === 'operator' || token.kind === 'end') {
    throw cursor.unexpected('a value');
  }
  cursor.next();
  return token.value;
}

function compare(operator: (typeof comparators)[number], left: Value, right: Value, offset: number): boolean {
  if (operator === '==' || operator === '!=') {
    return (left === right) === (operator === '==');
  }
  if (operator === '=~' || operator === '!~') {
    return matches(left, right, offset) === (operator === '=~');
  }
  const alike = typeof left === typeof right && typeof left !== 'boolean';
  if (!alike) {
    throw new ExpressionError(
      'run',
      `Value '${left}' cannot be used with the comparator '${operator}' and '${right}'`,
      offset,
    );
  }
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

function matches(left: Value, right: Value, offset: number): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') {
    throw new ExpressionError(
      'run',
      `Value '${left}' cannot be used with a regular expression, it is not a string`,
      offset,
    );
  }
  try {
    return new RegExp(right, 'u').test(left);
  } catch {
    throw new ExpressionError('parse', `'${right}' is no regular expression`, offset);
  }
}

function isTrue(value: Value, operator: string, live: boolean): boolean {
  if (typeof value !== 'boolean' && live) {
    throw new ExpressionError(
      'run',
      `Value '${value}' cannot be used with the logical operator '${operator}', it is not a bool`,
    );
  }
  return value === true;
}
