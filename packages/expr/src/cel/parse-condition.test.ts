import { expect, test } from 'vitest';
import type { Condition } from '../condition.ts';
import { parseCondition } from './parse-condition.ts';
import { parseSelector } from './parse-selector.ts';

const x = { kind: 'parameter', name: 'x' } as const;
const literal = (value: string | number | boolean | null): Condition =>
  typeof value === 'number' ? { kind: 'literal', value, integer: true } : { kind: 'literal', value };

const cases: readonly (readonly [string, Condition])[] = [
  ["inputs.parameter_values['x']", x],
  ['inputs.parameter_values.x', x],
  ["inputs.parameter_values['x'] == 'heads'", binary('==', x, literal('heads'))],
  [
    "!(inputs.parameter_values['x'] == true) && inputs.parameter_values['x'] != null",
    binary('&&', { kind: 'not', of: binary('==', x, literal(true)) }, binary('!=', x, literal(null))),
  ],
  ["double(int(inputs.parameter_values['x'])) >= -5", binary('>=', call('double', call('int', x)), literal(-5))],
  ["inputs.parameter_values['x'] in [1, 'b',]", binary('in', x, { kind: 'list', items: [literal(1), literal('b')] })],
  ["inputs.parameter_values['x']['k'].m[0]", index(index(index(x, 'k'), 'm'), 0)],
  ["parseJson(inputs.parameter_values['x'])['k']", index(call('parseJson', x), 'k')],
  ["inputs.parameter_values['x'].size() + size('a')", binary('+', call('size', x), call('size', literal('a')))],
  [
    "inputs.parameter_values['x'].startsWith('a')",
    { kind: 'method', method: 'startsWith', of: x, argument: literal('a') },
  ],
  ['1 + 2 * 3 - 4', binary('-', binary('+', literal(1), binary('*', literal(2), literal(3))), literal(4))],
  ['true ? 1 : false ? 2 : 3', ternary(literal(true), literal(1), ternary(literal(false), literal(2), literal(3)))],
  ['true || true && false', binary('||', literal(true), binary('&&', literal(true), literal(false)))],
  ['1.5e3', { kind: 'literal', value: 1500 }],
  ['0x1F // comment\n', literal(31)],
  [
    String.raw`'it\'s \u00e9\x41\101\n' + r"\d" + """a"b"""`,
    binary('+', binary('+', literal("it's éAA\n"), literal('\\d')), literal('a"b')),
  ],
];

function binary(
  operator: '==' | '!=' | '&&' | '||' | '>=' | 'in' | '+' | '-' | '*',
  left: Condition,
  right: Condition,
): Condition {
  return { kind: 'binary', operator, left, right };
}

function call(name: 'int' | 'double' | 'size' | 'parseJson', of: Condition): Condition {
  return { kind: 'call', function: name, of };
}

function index(of: Condition, key: string | number): Condition {
  return { kind: 'index', of, key };
}

function ternary(condition: Condition, then: Condition, otherwise: Condition): Condition {
  return { kind: 'ternary', test: condition, then, else: otherwise };
}

test.each(cases)('%s', (text, condition) => {
  expect(parseCondition(text)).toEqual({ condition });
});

test.each([
  ['', 'expected a value, found the end', 0],
  ['1 +', 'expected a value, found the end', 3],
  ['(1', 'expected ")", found the end', 2],
  ['1 2', 'expected an operator or the end, found 2', 2],
  ["'it's'", 'the string does not end', 5],
  ["'abc", 'the string does not end', 0],
  [String.raw`'\q'`, 'CEL has no such escape in a string', 1],
  [String.raw`'\ud800'`, 'CEL has no such escape in a string', 1],
  ['b"x"', 'bytes are not supported', 0],
  ['5u', 'unsigned numbers are not supported', 0],
  ['9007199254740993', 'integers beyond 2^53 are not supported', 0],
  ['true & false', 'unexpected character "&"', 5],
  ['{"a": 1}', 'map literals are not supported', 0],
  ['x == 1', '"x" is not supported: a condition may use inputs.parameter_values only', 0],
  [
    "1 == inputs.artifacts['a'].uri",
    '"inputs.artifacts" is not supported: a condition may use inputs.parameter_values only',
    5,
  ],
  ['inputs.parameter_values[1 + 1]', 'only a string or an integer is supported between [ and ]', 26],
  ['inputs.parameter_values[0]', 'an input parameter is named by a string', 23],
  ['has(inputs.parameter_values.x)', 'the function has() is not supported', 0],
  ["'a'.matches('b')", 'the method .matches() is not supported', 3],
  ["timestamp('2020-01-01')", 'the function timestamp() is not supported', 0],
  ['int(1, 2)', 'int() takes one argument', 0],
  ["!-'a'", 'expected a value, found "-"', 1],
  ['false.if', 'expected a value, found "if"', 6],
])('%s is refused', (text, message, offset) => {
  expect(parseCondition(text)).toEqual({ error: { message, offset } });
});

test('nesting without end is refused', () => {
  expect(parseCondition('('.repeat(10_000))).toEqual({
    error: { message: 'the expression is nested too deeply', offset: 250 },
  });
});

test('selectors', () => {
  expect(parseSelector('parseJson(string_value)["A_a"]')).toEqual({ path: ['A_a'] });
  expect(parseSelector(`parseJson(string_value)["a"]['b c'].d`)).toEqual({ path: ['a', 'b c', 'd'] });
});

test.each([
  'parseJson(string_value)',
  'parseJson(string_value)[0]',
  'parseJson(other)["a"]',
  'struct_value["a"]',
  'parseJson(string_value)["a"] + 1',
  'parseJson(string_value',
])('%s is no selector', (text) => {
  expect(parseSelector(text)).toHaveProperty('error.message');
});
