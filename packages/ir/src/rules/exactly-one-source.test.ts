import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const source = '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}';

test.each([
  [
    'a component with both kinds of implementation',
    edit(
      ['    executorLabel: exec-use', '    dag: {}\n    executorLabel: exec-use'],
      [source, '{runtimeValue: {constant: x}}'],
    ),
    'error IR-023 p.yaml:14:3 at components.comp-use',
    'Exactly one of "dag", "executorLabel" must be here, not "dag", "executorLabel".',
  ],
  [
    'a component with none',
    edit(['    executorLabel: exec-use\n', '']),
    'error IR-023 p.yaml:14:3 at components.comp-use',
    'Exactly one of "dag", "executorLabel" must be here, not none of them.',
  ],
  [
    'an executor with none',
    edit(['container: {image: alpine}', '{}']),
    'error IR-023 p.yaml:24:5 at deploymentSpec.executors.exec-use',
    'Exactly one of "container", "importer", "resolver", "customJob" must be here, not none of them.',
  ],
  [
    'an importer without a URI',
    edit(['container: {image: alpine}', 'importer: {artifactUri: {}}']),
    'error IR-023 p.yaml:25:18 at deploymentSpec.executors.exec-use.importer.artifactUri',
    'Exactly one of "constant", "runtimeParameter" must be here, not none of them.',
  ],
  [
    'a parameter without a source',
    edit([source, '{}']),
    'error IR-023 p.yaml:35:13 at root.dag.tasks.use.inputs.parameters.text',
    'Exactly one of "componentInputParameter", "taskOutputParameter", "runtimeValue", "taskFinalStatus" must be here, not none of them.',
  ],
  [
    'a runtime value with two',
    edit([source, '{runtimeValue: {constant: null, constantValue: {stringValue: x}}}']),
    'error IR-023 p.yaml:35:20 at root.dag.tasks.use.inputs.parameters.text.runtimeValue',
    'Exactly one of "constant", "runtimeParameter", "constantValue" must be here, not "constant", "constantValue".',
  ],
  [
    'an artifact without a source',
    edit(
      [
        '          parameters:\n            text',
        '          artifacts: {a: {}}\n          parameters:\n            text',
      ],
      ['    inputDefinitions:\n', '    inputDefinitions:\n      artifacts: {a: {}}\n'],
    ),
    'error IR-023 p.yaml:35:23 at root.dag.tasks.use.inputs.artifacts.a',
    'Exactly one of "componentInputArtifact", "taskOutputArtifact" must be here, not none of them.',
  ],
  [
    'a loop without items',
    edit([
      '        inputs:\n          parameters:\n            text',
      '        parameterIterator: {items: {}, itemInput: text}\n        inputs:\n          parameters:\n            text',
    ]),
    'error IR-023 p.yaml:33:29 at root.dag.tasks.use.parameterIterator.items',
    'Exactly one of "raw", "inputParameter" must be here, not none of them.',
  ],
  [
    'a DAG output without a source',
    edit(
      ['    tasks:\n', '    outputs: {parameters: {o: {}}}\n    tasks:\n'],
      ['root:\n', 'root:\n  outputDefinitions: {parameters: {o: {parameterType: STRING}}}\n'],
    ),
    'error IR-023 p.yaml:29:28 at root.dag.outputs.parameters.o',
    'Exactly one of "valueFromParameter", "valueFromOneof" must be here, not none of them.',
  ],
])('%s', (_name, text, header, message) => {
  expect(diagnose(text)).toEqual([lines(header, message)]);
});

test('a loop goes over parameters or over artifacts', () => {
  const iterators =
    '        parameterIterator: {items: {raw: "[]"}, itemInput: text}\n' +
    '        artifactIterator: {items: {inputArtifact: a}, itemInput: a}\n';
  const found = diagnose(
    edit([
      '        inputs:\n          parameters:\n            text',
      `${iterators}        inputs:\n          parameters:\n            text`,
    ]),
  );
  expect(found[0]).toBe(
    lines(
      'error IR-023 p.yaml:31:7 at root.dag.tasks.use',
      'Exactly one of "parameterIterator", "artifactIterator" must be here, not "parameterIterator", "artifactIterator".',
    ),
  );
});

test('null is a constant', () => {
  expect(diagnose(edit([source, '{runtimeValue: {constant: null}}']))).toEqual([]);
});
