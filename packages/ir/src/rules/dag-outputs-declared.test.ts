import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const declare = (what: string) => ['root:\n', `root:\n  outputDefinitions: ${what}\n`] as const;
const give = (what: string) => ['    tasks:\n', `    outputs: ${what}\n    tasks:\n`] as const;
const parameters = '{parameters: {o: {valueFromParameter: {producerSubtask: make, outputParameterKey: Output}}}}';
const artifacts = '{artifacts: {m: {artifactSelectors: [{producerSubtask: make, outputArtifactKey: model}]}}}';

test('outputs that are declared and given', () => {
  const both = '{parameters: {o: {parameterType: STRING}}}';
  expect(diagnose(edit(declare(both), give(parameters)))).toEqual([]);
  expect(diagnose(edit(declare('{artifacts: {m: {}}}'), give(artifacts)))).toEqual([]);
});

test('outputs that are declared only', () => {
  expect(diagnose(edit(declare('{parameters: {o: {parameterType: STRING}}, artifacts: {m: {}}}')))).toEqual([
    lines(
      'error IR-037 p.yaml:27:36 at root.outputDefinitions.parameters.o',
      'The DAG does not say where its output parameter "o" comes from.',
      'hint: Add it to dag.outputs.parameters.',
    ),
    lines(
      'error IR-037 p.yaml:27:77 at root.outputDefinitions.artifacts.m',
      'The DAG does not say where its output artifact "m" comes from.',
      'hint: Add it to dag.outputs.artifacts.',
    ),
  ]);
});

test('outputs that are given only', () => {
  expect(diagnose(edit(give(parameters)))).toEqual([
    lines(
      'error IR-038 p.yaml:28:28 at root.dag.outputs.parameters.o',
      'The output parameter "o" is not declared by the pipeline.',
      'hint: There are no output parameters here.',
    ),
  ]);
  expect(diagnose(edit(give(artifacts)))).toHaveLength(1);
});
