import { expect, test } from 'vitest';
import {
  at,
  binary,
  call,
  dot,
  element,
  inputParameter,
  listOf,
  literal,
  not,
  taskOutput,
  taskStatus,
  ternary,
  variable,
  workflowParameter,
} from './build.ts';
import { parseExpression } from './parse-expression.ts';
import { printExpression } from './print-expression.ts';
import type { Expr } from './tree.ts';

const cases: readonly (readonly [Expr, string])[] = [
  [
    literal('it\'s "q" \\ {{x}} \n é 😀 \u007f $'),
    String.raw`'it\'s "q" \\ \u007b\u007bx\u007d\u007d \n \u00e9 \U0001f600 \u007f $'`,
  ],
  [literal(5), '5'],
  [literal(0.5), '0.5'],
  [{ kind: 'float', value: 5 }, '5.0'],
  [literal(1e21), '1e+21'],
  [literal(null), 'nil'],
  [workflowParameter('a-b'), "workflow.parameters['a-b']"],
  [taskOutput('each', 'out'), "tasks['each'].outputs.parameters['out']"],
  [dot(variable('x'), 'in', 'a'), "x['in'].a"],
  [not(binary(literal(1), 'in', listOf(literal(1)))), '!(1 in [1])'],
  [not(call('fromJSON', inputParameter('p'))), "!fromJSON(inputs.parameters['p'])"],
  [
    ternary(
      binary(taskStatus('a'), '==', literal('Succeeded')),
      taskOutput('a', 'o'),
      ternary(literal(true), literal('x'), literal('null')),
    ),
    "tasks['a'].status == 'Succeeded' ? tasks['a'].outputs.parameters['o'] : (true ? 'x' : 'null')",
  ],
  [
    binary(
      binary(literal('['), '+', call('join', call('map', variable('l'), call('fromJSON', element)), literal(','))),
      '+',
      literal(']'),
    ),
    "'[' + join(map(l, fromJSON(#)), ',') + ']'",
  ],
  [binary(literal(1), '-', binary(literal(2), '-', literal(3))), '1 - (2 - 3)'],
  [binary(binary(literal(1), '+', literal(2)), '*', literal(3)), '(1 + 2) * 3'],
  [binary(binary(literal(1), '==', literal(2)), '==', literal(false)), '(1 == 2) == false'],
  [binary(binary(literal(null), '??', literal(1)), '+', literal(2)), '(nil ?? 1) + 2'],
  [at(ternary(literal(true), listOf(), listOf()), 0), '(true ? [] : [])[0]'],
  [binary(literal(-2), '**', literal(2)), '(-2) ** 2'],
];

test.each(cases)('%# $1', (expr, text) => {
  expect(printExpression(expr)).toBe(text);
});

test.each([
  ["{'a': {'b': {}}}", "({'a': {'b': {} } })"],
  ["map(x, {{'a': #}})", "map(x, { {'a': #} })"],
  ["{'{{': '}}'}['{{']", String.raw`{'\u007b\u007b': '\u007d\u007d'}['\u007b\u007b']`],
])('%s has no pair of braces when it is printed', (text, printed) => {
  expect(printExpression(parseExpression(text))).toBe(printed);
});
