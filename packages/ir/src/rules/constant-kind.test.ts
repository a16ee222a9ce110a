import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const source = '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}';
const constant = (type: string, value: string, more = ''): string =>
  edit(['STRING\ndeploymentSpec', `${type}${more}\ndeploymentSpec`], [source, `{runtimeValue: {constant: ${value}}}`]);

test.each([
  ['NUMBER_INTEGER', '9.0'],
  ['NUMBER_INTEGER', '12345678901234567890'],
  ['NUMBER_DOUBLE', '3'],
  ['STRING', '{a: 1}'],
  ['STRING', 'null'],
  ['BOOLEAN', 'yes'],
  ['LIST', '[]'],
  ['STRUCT', '{}'],
  ['NUMBER_INTEGER', `"{{$.inputs.parameters['n']}}"`],
])('%s takes %s', (type, value) => {
  expect(diagnose(constant(type, value))).toEqual([]);
});

test.each([
  ['NUMBER_INTEGER', '"3"', 'whole number (NUMBER_INTEGER)', 'the text "3"'],
  ['NUMBER_DOUBLE', '1e3', 'number (NUMBER_DOUBLE)', 'the text "1e3"'],
  ['BOOLEAN', '1', 'boolean (BOOLEAN)', 'the number 1'],
  ['BOOLEAN', 'y', 'boolean (BOOLEAN)', 'the text "y"'],
  ['LIST', '{}', 'list (LIST)', 'a map'],
  ['STRUCT', '[]', 'map (STRUCT)', 'a list'],
  ['STRUCT', 'null', 'map (STRUCT)', 'null'],
])('%s does not take %s', (type, value, expected, found) => {
  expect(diagnose(constant(type, value))).toEqual([
    lines(
      `error IR-034 p.yaml:35:${/[[{]/.test(value) ? 35 : 45} at root.dag.tasks.use.inputs.parameters.text.runtimeValue.constant`,
      `The input "text" takes a ${expected}, and this constant is ${found}.`,
      'hint: Write the constant as a value of that type, for example without quotes.',
    ),
  ]);
});

test('literals limit the values, and their types count', () => {
  const allowed = '\n          literals: [3, {a: [1]}]';
  expect(diagnose(constant('STRING', '3', allowed))).toEqual([]);
  expect(diagnose(constant('STRING', '{a: [1.0]}', allowed))).toEqual([]);
  expect(diagnose(constant('STRING', '{a: [2]}', allowed))).toHaveLength(1);
  expect(diagnose(constant('STRING', '"3"', allowed))).toEqual([
    lines(
      'error IR-035 p.yaml:36:45 at root.dag.tasks.use.inputs.parameters.text.runtimeValue.constant',
      'The input "text" does not take this value.',
      'hint: It takes one of: 3, {"a":[1]}.',
    ),
  ]);
});
