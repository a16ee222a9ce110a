import { expect, test } from 'vitest';
import { basePipeline, diagnose, lines } from '../testing/pipeline-text.ts';

const settings = (label: string): string =>
  `---\nplatforms:\n  kubernetes:\n    deploymentSpec:\n      executors:\n        ${label}: {nodeSelector: {}}\n`;

test('warns of settings for an executor that is not there', () => {
  expect(diagnose(basePipeline + settings('exec-maek'))).toEqual([
    lines(
      'warning IR-039 p.yaml:41:9 at platforms.kubernetes.deploymentSpec.executors.exec-maek',
      'These settings are not used: the pipeline has no executor "exec-maek".',
      'hint: Did you mean "exec-make"?',
    ),
  ]);
});

test('says nothing of settings for one that is there', () => {
  expect(diagnose(basePipeline + settings('exec-make'))).toEqual([]);
});
