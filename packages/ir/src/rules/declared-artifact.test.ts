import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

test('an artifact that the component does not declare', () => {
  const source = '{taskOutputArtifact: {producerTask: make, outputArtifactKey: model}}';
  const given = [
    '          parameters:\n            text',
    `          artifacts: {m: ${source}}\n          parameters:\n            text`,
  ] as const;
  expect(diagnose(edit(given))).toEqual([
    lines(
      'error IR-038 p.yaml:34:23 at root.dag.tasks.use.inputs.artifacts.m',
      'The input artifact "m" is not declared by the component "comp-use".',
      'hint: There are no input artifacts here.',
    ),
  ]);
  expect(
    diagnose(edit(given, ['    inputDefinitions:\n', '    inputDefinitions:\n      artifacts: {m: {}}\n'])),
  ).toEqual([]);
});

test('parameters may be given beyond the declared ones', () => {
  const extra = '            pipelinechannel--x: {runtimeValue: {constant: 1}}\n            text:';
  expect(diagnose(edit(['            text:', extra]))).toEqual([]);
});
