import { expect, test } from 'vitest';
import type { NodeStatus, PodReport } from './node-status.ts';
import { reportNode } from './report-node.ts';

/** A failed task whose template says `null` for the output that was never written. */
function failedNode(pod: PodReport): NodeStatus {
  return {
    name: 'run.main.work',
    kind: 'Pod',
    phase: 'Failed',
    startedAt: 0,
    finishedAt: 0,
    attempts: 1,
    outbound: [],
    pod,
    outputs: { parameters: new Map([['loss', 'null']]) },
  };
}

test('a task that failed gave nothing, whatever its template says instead', () => {
  const report = reportNode(failedNode({ cached: false, given: { parameters: {}, artifacts: {} } }));
  expect(report.phase).toBe('Failed');
  expect(report.parameters).toEqual({});
});

test('a pod without a launcher has its outputs as Argo has them', () => {
  expect(reportNode(failedNode({ cached: false })).parameters).toEqual({ loss: null });
});
