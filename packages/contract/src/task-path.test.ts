import { expect, test } from 'vitest';
import { isIterationNode, nodePath, parentPath, taskPath } from './task-path.ts';

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
  ['wf.main.for-loop-1.each--train', 'for-loop-1'],
  ['wf.main.for-loop-1.each--train(2:2)', 'for-loop-1[2]/train'],
  ['wf.main.a.each(1:1).b.each--t-main(0:0)', 'a[1]/b[0]/main'],
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
  ['wf.loop.each--b(2:x)', 'loop/each--b[2]'],
  ['other.main', ''],
  ['wf[0].a', '[0]/a'],
])('of a manifest that is not ours, %s is %s', (node, path) => {
  expect(nodePath('wf', node)).toBe(path);
});

test('a node may be an iteration and the task in it at once', () => {
  const nodes = ['wf.main.a.each--b(0:0)', 'wf.main.a.each--b', 'wf.main.a.each(0:0)', 'wf.main.a.each(0:0).b', 'wf'];
  expect(nodes.map(isIterationNode)).toEqual([true, false, false, false, false]);
  expect(['a[0]/b', 'a[0]/b/c[1]', 'a'].map(parentPath)).toEqual(['a[0]', 'a[0]/b', '']);
});
