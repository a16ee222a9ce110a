import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';
import { precedence } from './tree.ts';
import type { BinaryOperator, Expr } from './tree.ts';

const name = fc.constantFrom('a', 'inputs', 'not', 'x1', 'a-b', '', '{{', '}}', 'in');
const text = fc.oneof(
  name,
  fc.string({ unit: 'binary' }).map((one) => one.toWellFormed()),
  fc.constantFrom('}', '{', '\\', "'"),
);
const variable = fc.constantFrom('a', 'inputs', 'x1').map((one): Expr => ({ kind: 'name', name: one }));
const operators = Object.keys(precedence) as BinaryOperator[];

const leaf: fc.Arbitrary<Expr> = fc.oneof(
  variable,
  text.map((value): Expr => ({ kind: 'string', value })),
  fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map((value): Expr => ({ kind: 'int', value })),
  fc
    .double({ min: 0, noNaN: true, noDefaultInfinity: true })
    .filter((value) => value > 0)
    .map((value): Expr => ({ kind: 'float', value })),
  fc.constantFrom<Expr>({ kind: 'nil' }, { kind: 'bool', value: true }),
);

/** Trees as the parser makes them. `inside` a predicate there is `#`. */
function tree(inside: boolean, depth: number): fc.Arbitrary<Expr> {
  if (depth === 0) {
    return inside ? fc.oneof(leaf, fc.constant<Expr>({ kind: 'element' })) : leaf;
  }
  const inner = tree(inside, depth - 1);
  return fc.oneof(
    leaf,
    fc.array(inner, { maxLength: 3 }).map((items): Expr => ({ kind: 'list', items })),
    fc
      .array(fc.record({ key: text.map((value): Expr => ({ kind: 'string', value })), value: inner }), { maxLength: 2 })
      .map((entries): Expr => ({ kind: 'map', entries })),
    fc
      .tuple(variable, fc.constantFrom('a', 'b1'))
      .map(([of, key]): Expr => ({ kind: 'member', of, key: { kind: 'string', value: key }, dot: true })),
    fc.tuple(inner, inner).map(([of, key]): Expr => ({ kind: 'member', of, key })),
    fc
      .tuple(inner, fc.constantFrom('a', 'b1'))
      .filter(([of]) => of.kind !== 'chain')
      .map(([of, key]): Expr => ({
        kind: 'chain',
        of: { kind: 'member', of, key: { kind: 'string', value: key }, dot: true, optional: true },
      })),
    fc.tuple(fc.constantFrom('!', '-', '+'), inner).map(([operator, of]): Expr => ({ kind: 'unary', operator, of })),
    fc
      .tuple(fc.constantFrom(...operators), inner, inner)
      .map(([operator, left, right]): Expr => ({ kind: 'binary', operator, left, right })),
    fc
      .tuple(inner, inner, inner)
      .map(([one, then, other]): Expr => ({ kind: 'ternary', test: one, then, else: other })),
    fc.array(inner, { maxLength: 2 }).map((given): Expr => ({ kind: 'call', name: 'toJson', arguments: given })),
    fc
      .tuple(fc.constantFrom('map', 'filter'), inner, tree(true, depth - 1))
      .map(([predicate, list, body]): Expr => ({ kind: 'call', name: predicate, arguments: [list, body] })),
  );
}

/** Without the offsets. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(bare);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'offset')
      .map(([key, member]) => [key, bare(member)]),
  );
}

test('a printed expression is read back as it was, and is safe inside a tag', () => {
  fc.assert(
    fc.property(tree(false, 3), (expr) => {
      const printed = printExpression(expr);
      expect(printed).toMatch(/^[\x20-\x7e]*[\x20-\x7c]$/);
      expect(printed).not.toContain('{{');
      expect(printed).not.toContain('}}');
      expect(bare(parseExpression(printed))).toEqual(expr);
    }),
    { numRuns: 1000 },
  );
});
