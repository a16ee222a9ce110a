import type { JsonValue } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { evaluateCondition } from './evaluate-condition.ts';
import { parseCondition } from './parse-condition.ts';

const parameters: Readonly<Record<string, JsonValue>> = {
  s: 'heads',
  n: 5,
  d: 0.75,
  t: true,
  l: [1, 'a', null],
  m: { k: { j: 'x' } },
  big: 9007199254740993n,
  json: '{"A_a": [7]}',
  nothing: null,
};

function evaluate(text: string): JsonValue {
  // `$x` for short.
  const parsed = parseCondition(text.replace(/\$(\w+)/g, "inputs.parameter_values['$1']"));
  if ('error' in parsed) {
    throw new Error(parsed.error.message);
  }
  return evaluateCondition(parsed.condition, parameters);
}

test.each([
  ["$s == 'heads'", true],
  ["$s != 'heads'", false],
  ['$t', true],
  ['$n == 5', true],
  ['int($n) > 3', true],
  ['double(int($d)) == 0.0', true],
  ['$d < 1', true],
  ["$n == '5'", false],
  ["int('12') - 2", 10],
  ["double('1e3') == 1000", true],
  ['7 / 2', 3],
  ['-7 % 3', -1],
  ['7.0 / 2.0', 3.5],
  ['string(5.0)', '5'],
  ['string(1000000.0)', '1e+06'],
  ['string($n) + string($t)', '5true'],
  ["bool('t') && !bool('False')", true],
  ['size($s) + $l.size() + size($m)', 9],
  ["1 in $l && 'k' in $m && !('x' in $m)", true],
  ["[1, 2] + ['a'] == [1.0, 2.0, 'a']", true],
  ["$m['k'].j == 'x'", true],
  ['parseJson($json).A_a[0]', 7],
  ['$nothing == null', true],
  ["'b' > 'a' && true > false && 2 > 1.5 && $big > 9007199254740991", true],
  ["$s.startsWith('he') && $s.endsWith('ds') && $s.contains('ead')", true],
  ['1 == 1.0 ? [1] : []', [1]],
  ['true || $missing', true],
  ['$missing || true', true],
  ['$missing && false', false],
  ['$m == $m', true],
  ['5 == 5 == true', true],
])('%s', (text, value) => {
  expect(evaluate(text)).toEqual(value);
});

test.each([
  ['$missing', 'there is no input parameter "missing"'],
  ["$m['x']", 'no such key: x'],
  ["$m['constructor']", 'no such key: constructor'],
  ['$l[3]', 'index 3 is out of range'],
  ['$s[0]', 'string has no 0'],
  ["$n < '5'", '< does not take double and string'],
  ['$n + 1', '+ does not take double and int'],
  ["int('0.75')", 'int() does not take "0.75"'],
  ["int('')", 'int() does not take ""'],
  ['int(1e19)', 'int() does not take double'],
  ["double('')", 'double() does not take ""'],
  ['string($l)', 'string() does not take list'],
  ["parseJson('{')", 'parseJson() does not take "{"'],
  ['1 / 0', 'division by zero'],
  ['9007199254740991 * 9007199254740991', 'the result is out of the range of int'],
  ['!$s', '! needs a bool, not string'],
  ['-$s', '- does not take string'],
  ['$s && true', '&& needs a bool, not string'],
  ['$missing && true', 'there is no input parameter "missing"'],
  ['$n ? 1 : 2', '? needs a bool, not double'],
  ["$n.contains('x')", '.contains() takes strings, not double and string'],
  ["'a' in 'abc'", 'in does not take string and string'],
])('%s has no value', (text, message) => {
  expect(() => evaluate(text)).toThrow(message);
});
