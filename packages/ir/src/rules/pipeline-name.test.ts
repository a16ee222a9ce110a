import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

test.each([
  ['""', ''],
  ['DEMO', 'DEMO'],
  ["'---'", '---'],
])('refuses %s', (written, name) => {
  expect(diagnose(edit(['demo', written]))).toEqual([
    lines(
      'error IR-021 p.yaml:2:9 at pipelineInfo.name',
      `The pipeline name "${name}" has no lower-case letter or digit in it.`,
      'hint: Use lower-case letters, digits and "-".',
    ),
  ]);
});

test.each(['my pipeline', 'Demo_1', '"7"', 'a/b'])('takes %s, as KFP does', (name) => {
  expect(diagnose(edit(['demo', name]))).toEqual([]);
});
