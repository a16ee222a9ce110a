import { expect, test } from 'vitest';
import type { ClusterCase } from './case.ts';
import { chooseCases } from './choose-cases.ts';

const named = (name: string, full?: true): ClusterCase => ({
  name,
  run: () => Promise.reject(new Error('not run here')),
  ...(full && { full }),
});
const cases = [
  named('fault/pod-deleted'),
  named('fault/node-full', true),
  named('submit/cron'),
  named('size/loop-of-200'),
];

test.each([
  ['*', ['fault/pod-deleted', 'submit/cron', 'size/loop-of-200']],
  ['fault/*', ['fault/pod-deleted']],
  ['fault', ['fault/pod-deleted']],
  ['loop*', ['size/loop-of-200']],
  ['{cron,pod-*}', ['fault/pod-deleted', 'submit/cron']],
  ['submit/none', []],
])('%s', (glob, names) => {
  expect(chooseCases(cases, glob, false).map(({ name }) => name)).toEqual(names);
});

test('cases of the full run are chosen in a full run', () => {
  expect(chooseCases(cases, 'fault/*', true)).toHaveLength(2);
});
