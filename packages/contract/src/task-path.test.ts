import { expect, test } from 'vitest';
import { nodePath, taskPath } from './task-path.ts';

test.each([
  ['wf', ''],
  ['wf.main', ''],
  ['wf.args', ''],
  ['wf.train', 'train'],
  ['wf.main.train', 'train'],
  ['wf.main.train(0)', 'train'],
  ['wf.main.for-loop-1', 'for-loop-1'],
  ['wf.main.for-loop-1.each', 'for-loop-1'],
  ['wf.main.for-loop-1.each(2:2)', 'for-loop-1[2]'],
  ['wf.main.for-loop-1.each(2:2).condition-1.train', 'for-loop-1[2]/condition-1/train'],
  ['wf.main.for-loop-1.each(2:2).for-loop-2.each(10:10)(1).train(3)', 'for-loop-1[2]/for-loop-2[10]/train'],
  ['wf.main.t-main.t-not', 'main/not'],
  ['wf.main.for-loop-1.each(0:a.b).train', 'for-loop-1[0]/train'],
  ['other.main.train', ''],
])('%s is %s', (node, path) => {
  expect(taskPath('wf', node)).toBe(path);
});

test.each([
  ['wf', ''],
  ['wf.main', 'main'],
  ['wf.main.t-train(0)', 'main/t-train'],
  ['wf.each(2:x).none', 'each[2]/none'],
  ['wf.g--1.args', 'g--1/args'],
  ['other.main', ''],
])('of a manifest that is not ours, %s is %s', (node, path) => {
  expect(nodePath('wf', node)).toBe(path);
});
