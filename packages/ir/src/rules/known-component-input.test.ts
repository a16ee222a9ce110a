import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const source = '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}';

test('a parameter of the pipeline', () => {
  const root = ['root:\n', 'root:\n  inputDefinitions: {parameters: {texts: {parameterType: STRING}}}\n'] as const;
  expect(diagnose(edit(root, [source, '{componentInputParameter: text}']))).toEqual([
    lines(
      'error IR-028 p.yaml:36:45 at root.dag.tasks.use.inputs.parameters.text.componentInputParameter',
      'There is no input parameter "text" in the pipeline.',
      'hint: Did you mean "texts"?',
    ),
  ]);
  expect(diagnose(edit(root, [source, '{componentInputParameter: texts}']))).toEqual([]);
});

test('an artifact of a component', () => {
  const inner =
    '  comp-inner:\n    dag: {tasks: {t: {componentRef: {name: comp-eat}, inputs: {artifacts: {a: {componentInputArtifact: b}}}}}}\n' +
    '  comp-eat:\n    executorLabel: exec-use\n    inputDefinitions: {artifacts: {a: {}}}\n';
  expect(diagnose(edit(['deploymentSpec:\n', `${inner}deploymentSpec:\n`]))).toEqual([
    lines(
      'error IR-028 p.yaml:21:104 at components.comp-inner.dag.tasks.t.inputs.artifacts.a.componentInputArtifact',
      'There is no input artifact "b" in the component "comp-inner".',
      'hint: There are no input artifacts here.',
    ),
  ]);
});
