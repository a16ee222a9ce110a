import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const given =
  '        inputs:\n          parameters:\n            text: {taskOutputParameter: {producerTask: make, outputParameterKey: Output}}\n';
const loop = (items: string, itemInput = 'text', more = '') =>
  edit([given, `        parameterIterator: {items: ${items}, itemInput: ${itemInput}}\n${more}`]);

test.each(["'[]'", '\'[1, "a", {"b": null}]\'', "'[12345678901234567890]'"])('takes %s', (raw) => {
  expect(diagnose(loop(`{raw: ${raw}}`))).toEqual([]);
});

test.each(["'{}'", "'3'", "'[1'", "''", "'[''a'']'"])('refuses %s', (raw) => {
  expect(diagnose(loop(`{raw: ${raw}}`))).toEqual([
    lines(
      'error IR-030 p.yaml:33:42 at root.dag.tasks.use.parameterIterator.items.raw',
      'The items of a loop must be the text of a JSON list.',
      'hint: For example: "[1, 2, 3]".',
    ),
  ]);
});

test('the items are an input of the task', () => {
  const inputs = '        inputs: {parameters: {list: {runtimeValue: {constant: [1]}}}}\n';
  expect(diagnose(loop('{inputParameter: list}', 'text', inputs))).toEqual([]);
  expect(diagnose(loop('{inputParameter: lst}', 'text', inputs))).toEqual([
    lines(
      'error IR-028 p.yaml:33:53 at root.dag.tasks.use.parameterIterator.items.inputParameter',
      'There is no input parameter "lst" in this task.',
      'hint: Did you mean "list"?',
    ),
  ]);
});

test('the item is an input of the component', () => {
  expect(diagnose(loop('{raw: "[]"}', 'texd')).slice(0, 2)).toEqual([
    lines(
      'error IR-029 p.yaml:31:7 at root.dag.tasks.use',
      'The task does not give the input parameter "text", which "comp-use" needs.',
      'hint: Give it a value, or make the input optional.',
    ),
    lines(
      'error IR-028 p.yaml:33:60 at root.dag.tasks.use.parameterIterator.itemInput',
      'There is no input parameter "texd" in the component "comp-use".',
      'hint: Did you mean "text"?',
    ),
  ]);
});

test('loops over artifacts follow the same rules', () => {
  const iterator = '        artifactIterator: {items: {inputArtifact: models}, itemInput: model}\n';
  expect(diagnose(edit([given, iterator + given]))).toEqual([
    lines(
      'error IR-028 p.yaml:33:51 at root.dag.tasks.use.artifactIterator.items.inputArtifact',
      'There is no input artifact "models" in this task.',
      'hint: There are no input artifacts here.',
    ),
    lines(
      'error IR-028 p.yaml:33:71 at root.dag.tasks.use.artifactIterator.itemInput',
      'There is no input artifact "model" in the component "comp-use".',
      'hint: There are no input artifacts here.',
    ),
  ]);
});
