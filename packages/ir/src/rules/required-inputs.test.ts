import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const omitted = [
  '        inputs:\n          parameters:\n            text: {taskOutputParameter: {producerTask: make, outputParameterKey: Output}}\n',
  '',
] as const;
const type = (more: string) =>
  ['parameterType: STRING\ndeploymentSpec', `parameterType: STRING${more}\ndeploymentSpec`] as const;

test('a parameter that is needed', () => {
  expect(diagnose(edit(omitted))).toEqual([
    lines(
      'error IR-029 p.yaml:31:7 at root.dag.tasks.use',
      'The task does not give the input parameter "text", which "comp-use" needs.',
      'hint: Give it a value, or make the input optional.',
    ),
  ]);
});

test.each(['\n          isOptional: true', '\n          defaultValue: ""', '\n          defaultValue: null'])(
  'a parameter that can be left out: %j',
  (more) => {
    expect(diagnose(edit(omitted, type(more)))).toEqual([]);
  },
);

test.each(['TASK_FINAL_STATUS', 'TASK_CONFIG'])('%s is filled in', (name) => {
  expect(diagnose(edit(omitted, ['STRING\ndeploymentSpec', `${name}\ndeploymentSpec`]))).toEqual([]);
});

test('the item of a loop is given by the loop', () => {
  const loop = '        parameterIterator: {items: {raw: "[1]"}, itemInput: text}\n';
  expect(diagnose(edit([omitted[0], loop]))).toEqual([]);
});

test('an artifact that is needed', () => {
  const needs = (artifact: string) =>
    edit(['    inputDefinitions:\n', `    inputDefinitions:\n      artifacts: {m: ${artifact}}\n`]);
  expect(diagnose(needs('{}'))).toEqual([
    lines(
      'error IR-029 p.yaml:32:7 at root.dag.tasks.use',
      'The task does not give the input artifact "m", which "comp-use" needs.',
      'hint: Give it a value, or make the input optional.',
    ),
  ]);
  expect(diagnose(needs('{isOptional: true}'))).toEqual([]);
});
