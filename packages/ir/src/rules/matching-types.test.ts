import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const hint = 'hint: Give both the same type, or convert the value in a task between the two.';

const types = (from: string, to: string) =>
  [
    ['parameterType: STRING\ndeploymentSpec', `parameterType: ${to}\ndeploymentSpec`],
    ['parameterType: STRING\n      artifacts', `parameterType: ${from}\n      artifacts`],
  ] as const;

test.each([
  ['STRING', 'STRING'],
  ['NUMBER_INTEGER', 'NUMBER_DOUBLE'],
  ['NUMBER_DOUBLE', 'NUMBER_INTEGER'],
  ['STRUCT', 'STRING'],
  ['BOOLEAN', 'STRING'],
  ['TASK_FINAL_STATUS', 'STRUCT'],
  ['PARAMETER_TYPE_ENUM_UNSPECIFIED', 'LIST'],
])('%s goes into %s', (from, to) => {
  expect(diagnose(edit(...types(from, to)))).toEqual([]);
});

test.each([
  ['STRING', 'LIST', 'list (LIST)', 'text (STRING)'],
  ['NUMBER_INTEGER', 'BOOLEAN', 'boolean (BOOLEAN)', 'whole number (NUMBER_INTEGER)'],
  ['LIST', 'STRUCT', 'map (STRUCT)', 'list (LIST)'],
])('%s does not go into %s', (from, to, expected, found) => {
  expect(diagnose(edit(...types(from, to)))).toEqual([
    lines(
      'error IR-033 p.yaml:35:13 at root.dag.tasks.use.inputs.parameters.text',
      `The input "text" takes a ${expected}, and the output "Output" of "make" is a ${found}.`,
      hint,
    ),
  ]);
});

const source = '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}';

test('an input of the pipeline', () => {
  const root = ['root:\n', 'root:\n  inputDefinitions: {parameters: {n: {parameterType: NUMBER_INTEGER}}}\n'] as const;
  const text = edit(...types('STRING', 'LIST'), root, [source, '{componentInputParameter: n}']);
  expect(diagnose(text)).toEqual([
    lines(
      'error IR-033 p.yaml:36:13 at root.dag.tasks.use.inputs.parameters.text',
      'The input "text" takes a list (LIST), and the input "n" is a whole number (NUMBER_INTEGER).',
      hint,
    ),
  ]);
});

test('a selector changes the type', () => {
  const selected = `{parameterExpressionSelector: 'parseJson(string_value)["a"]', ${source.slice(1)}`;
  expect(diagnose(edit(...types('STRING', 'NUMBER_INTEGER'), [source, selected]))).toEqual([]);
});

test('a loop turns what its body gives into a list', () => {
  const make = (type: string) =>
    edit(
      ...types('NUMBER_INTEGER', type),
      [
        'componentRef: {name: comp-make}\n',
        'componentRef: {name: comp-make}\n        parameterIterator: {items: {raw: "[1]"}, itemInput: i}\n',
      ],
      [
        '    executorLabel: exec-make\n',
        '    executorLabel: exec-make\n    inputDefinitions: {parameters: {i: {parameterType: STRING}}}\n',
      ],
    );
  expect(diagnose(make('LIST'))).toEqual([]);
  expect(diagnose(make('NUMBER_INTEGER'))[0]).toContain('the output "Output" of "make" is a list (LIST).');
});

test('what comes from the item of a loop has no certain type', () => {
  const body =
    '  comp-body:\n    inputDefinitions: {parameters: {item: {parameterType: STRING}}}\n' +
    '    dag: {tasks: {t: {componentRef: {name: comp-inner}, inputs: {parameters: {item: {componentInputParameter: item}}}}}}\n' +
    '  comp-inner:\n    inputDefinitions: {parameters: {item: {parameterType: STRING}}}\n' +
    '    dag: {tasks: {t: {componentRef: {name: comp-use}, inputs: {parameters: {text: {componentInputParameter: item}}}}}}\n';
  const loop =
    '      loop:\n        componentRef: {name: comp-body}\n        parameterIterator: {items: {raw: "[1]"}, itemInput: item}\n      make:\n';
  const direct =
    '      direct:\n        componentRef: {name: comp-body}\n        inputs: {parameters: {item: {runtimeValue: {constant: a}}}}\n      make:\n';
  const text = (task: string) =>
    edit(
      ...types('NUMBER_INTEGER', 'NUMBER_INTEGER'),
      ['deploymentSpec:\n', `${body}deploymentSpec:\n`],
      ['      make:\n', task],
    );
  expect(diagnose(text(loop))).toEqual([]);
  expect(diagnose(text(direct))[0]).toContain('the input "item" is a text (STRING).');
});
