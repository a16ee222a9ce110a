import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const declare = ['root:\n', 'root:\n  outputDefinitions: {parameters: {o: {parameterType: STRING}}}\n'] as const;
const outputs = (source: string) =>
  ['    tasks:\n', `    outputs: {parameters: {o: ${source}}}\n    tasks:\n`] as const;

test.each([
  [
    'a task of a parameter',
    edit(['producerTask: make', 'producerTask: maek']),
    'error IR-026 p.yaml:35:56 at root.dag.tasks.use.inputs.parameters.text.taskOutputParameter.producerTask',
    'There is no task "maek" in this DAG.',
    'hint: Did you mean "make"?',
  ],
  [
    'an output of a parameter',
    edit(['Key: Output', 'Key: outputs']),
    'error IR-027 p.yaml:35:82 at root.dag.tasks.use.inputs.parameters.text.taskOutputParameter.outputParameterKey',
    'The task "make" has no output parameter "outputs".',
    'hint: Did you mean "Output"?',
  ],
  [
    'a parameter where an artifact is meant',
    edit(['Key: Output', 'Key: model']),
    'error IR-027 p.yaml:35:82 at root.dag.tasks.use.inputs.parameters.text.taskOutputParameter.outputParameterKey',
    'The task "make" has no output parameter "model".',
    'hint: The output parameters here are: Output.',
  ],
  [
    'an output that only inheritance has',
    edit(['Key: Output', 'Key: constructor']),
    'error IR-027 p.yaml:35:82 at root.dag.tasks.use.inputs.parameters.text.taskOutputParameter.outputParameterKey',
    'The task "make" has no output parameter "constructor".',
    'hint: The output parameters here are: Output.',
  ],
  [
    'a task of an artifact',
    edit(
      [
        '          parameters:\n            text',
        '          artifacts: {m: {taskOutputArtifact: {producerTask: gone, outputArtifactKey: model}}}\n          parameters:\n            text',
      ],
      ['    inputDefinitions:\n', '    inputDefinitions:\n      artifacts: {m: {}}\n'],
    ),
    'error IR-026 p.yaml:35:62 at root.dag.tasks.use.inputs.artifacts.m.taskOutputArtifact.producerTask',
    'There is no task "gone" in this DAG.',
    'hint: The tasks here are: make, use.',
  ],
  [
    'an output of the DAG',
    edit(declare, outputs('{valueFromParameter: {producerSubtask: make, outputParameterKey: x}}')),
    'error IR-027 p.yaml:29:96 at root.dag.outputs.parameters.o.valueFromParameter.outputParameterKey',
    'The task "make" has no output parameter "x".',
    'hint: The output parameters here are: Output.',
  ],
  [
    'one of several outputs',
    edit(
      declare,
      outputs(
        '{valueFromOneof: {parameterSelectors: [{producerSubtask: make, outputParameterKey: Output}, {producerSubtask: b, outputParameterKey: x}]}}',
      ),
    ),
    'error IR-026 p.yaml:29:141 at root.dag.outputs.parameters.o.valueFromOneof.parameterSelectors[1].producerSubtask',
    'There is no task "b" in this DAG.',
    'hint: The tasks here are: make, use.',
  ],
])('%s', (_name, text, ...expected) => {
  const found = diagnose(text);
  expect(found).toEqual([lines(...expected)]);
});

test('says nothing of the outputs of a component that is not there', () => {
  expect(diagnose(edit(['name: comp-make', 'name: x'])).map((one) => one.slice(0, 12))).toEqual(['error IR-024']);
});
