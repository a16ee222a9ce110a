import { parseCondition } from '@tiphys/expr';
import { expect, test } from 'vitest';
import { describeCondition } from './describe-condition.ts';

function describeText(text: string): string {
  const parsed = parseCondition(text);
  if (!('condition' in parsed)) throw new Error(parsed.error.message);
  return describeCondition(parsed.condition, (name) => name);
}

test.each([
  ["inputs.parameter_values['x'] == 'a'", 'x == "a"'],
  ["!(inputs.parameter_values['x'] == 'a')", 'not (x == "a")'],
  ["!(inputs.parameter_values['x'] > 1) && inputs.parameter_values['y'] < 2", 'not (x > 1) and y < 2'],
  ["(inputs.parameter_values['x'] > 1 || true) && false", '(x > 1 or true) and false'],
  ["inputs.parameter_values['x'] > 1 || true && false", 'x > 1 or true and false'],
  ["int(inputs.parameter_values['x']) - (1 - 2) == 3", 'int(x) - (1 - 2) == 3'],
])('%s reads as %s', (cel, text) => {
  expect(describeText(cel)).toBe(text);
});
