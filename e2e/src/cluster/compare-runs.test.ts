import type { RunResult, TaskReport } from '@tiphys/local-engine';
import type { ExecutionRecord } from '@tiphys/metadata';
import { expect, test } from 'vitest';
import { compareEnds, compareRuns } from './compare-runs.ts';
import type { EndedWorkflow } from './workflows.ts';

const report: TaskReport = {
  phase: 'Succeeded',
  cached: false,
  attempts: 1,
  parameters: { sum: 3 },
  artifacts: { model: [{ name: 'm', uri: 'file:///here/m', type: 'system.Model', metadata: {}, digest: 'sha256:1' }] },
};

const local: RunResult = {
  run: 'p-1',
  pipeline: 'p',
  phase: 'Succeeded',
  outputs: { best: [{ name: 'm', uri: 'file:///here/m', type: 'system.Model', metadata: {}, digest: 'sha256:1' }] },
  tasks: { train: report },
};

const real: EndedWorkflow = {
  name: 'p-2',
  uid: 'u',
  phase: 'Succeeded',
  message: '',
  seconds: 1,
  outputs: { best: '[{"digest":"sha256:1","name":"m","uri":"minio://b/m","type":"system.Model@0.0.1"}]' },
  tasks: { train: { phase: 'Succeeded', message: '' } },
};

function record(sum: number, digest: string): ExecutionRecord {
  const artifact = { name: 'm', uri: 'minio://b/m', type: { schemaTitle: 'system.Model' }, metadata: {}, digest };
  const outputs = { parameters: { sum }, artifacts: { model: [artifact] } };
  return { path: 'train', state: 'SUCCEEDED', outputs } as unknown as ExecutionRecord;
}

test('the same results in other places are equal', () => {
  expect(compareRuns(local, real, [record(3, 'sha256:1')])).toEqual([]);
});

test('of several attempts the last one counts', () => {
  expect(compareRuns(local, real, [record(4, 'sha256:2'), record(3, 'sha256:1')])).toEqual([]);
});

test('other phases, tasks, values and bytes are told, one by one', () => {
  const other: EndedWorkflow = {
    ...real,
    phase: 'Failed',
    tasks: { train: { phase: 'Failed', message: 'boom' }, more: { phase: 'Succeeded', message: '' } },
    outputs: { best: '[]', extra: '1' },
  };
  expect(compareRuns(local, other, [record(4, 'sha256:2')])).toEqual([
    'run: local Succeeded, real Failed',
    'train: local Succeeded, real Failed',
    'more: local (absent), real Succeeded',
    expect.stringMatching(/^train outputs: local .*"sha256:1".*"sum":3.*, real .*"sha256:2".*"sum":4/),
    expect.stringMatching(/^output best: local \[\{.*, real \[\]$/),
    'output extra: local (absent), real 1',
  ]);
  expect(compareEnds(local, other)).toEqual(['run: local Succeeded, real Failed']);
  expect(compareEnds(local, real)).toEqual([]);
});
