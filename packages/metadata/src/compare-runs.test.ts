import { expect, test } from 'vitest';
import { compareRuns } from './compare-runs.ts';
import type { ExecutionRecord } from './records.ts';
import { execution } from './testing/records.ts';

function train(epochs: number, accuracy: number, more: Partial<ExecutionRecord> = {}): ExecutionRecord {
  const metrics = { name: 'm', uri: 's3://b/m', type: { schemaTitle: 'system.Metrics' }, metadata: { accuracy } };
  return execution({
    path: 'train',
    state: 'SUCCEEDED',
    inputs: { parameters: { epochs }, artifacts: {} },
    outputs: {
      parameters: { loss: 9007199254740993n },
      artifacts: { metrics: [metrics], model: [{ name: 'x', uri: 's3://b/x', digest: `sha256:${epochs}` }] },
    },
    ...more,
  });
}

test('runs stand side by side, and what differs is marked', () => {
  const failed = train(9, 0, { id: 'id-0', attempt: 0, state: 'FAILED' });
  const first = [failed, train(1, 0.5, { attempt: 1 })];
  const second = [train(2, 0.5, { state: 'CACHED' }), execution({ path: 'deploy', state: 'FAILED' })];
  expect(compareRuns([first, second])).toEqual({
    tasks: [
      { name: 'deploy', values: [undefined, 'FAILED'], differs: true },
      { name: 'train', values: ['SUCCEEDED', 'SUCCEEDED'], differs: false },
    ],
    parameters: [{ name: 'train/epochs', values: [1, 2], differs: true }],
    outputs: [{ name: 'train/loss', values: [9007199254740993n, 9007199254740993n], differs: false }],
    metrics: [{ name: 'train/metrics/accuracy', values: [0.5, 0.5], differs: false }],
    artifacts: [{ name: 'train/model', values: ['sha256:1', 'sha256:2'], differs: true }],
  });
});

test('elements of a list are compared one by one, in the order of their numbers', () => {
  const list = (count: number): ExecutionRecord => {
    const artifacts = Array.from({ length: count }, (_, index) => ({ name: `${index}`, uri: `s3://b/${index}` }));
    return execution({ path: 't', state: 'SUCCEEDED', outputs: { parameters: {}, artifacts: { a: artifacts } } });
  };
  const { artifacts } = compareRuns([[list(11)], [list(12)]]);
  expect(artifacts.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, index) => `t/a[${index}]`));
  expect(artifacts.filter(({ differs }) => differs).map(({ name }) => name)).toEqual(['t/a[11]']);
});
