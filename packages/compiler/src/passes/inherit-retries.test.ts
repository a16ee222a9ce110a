import { expect, test } from 'vitest';
import { compilePipeline } from '../compile-pipeline.ts';
import { load, pipelineText } from '../testing/pipeline.ts';

const components = `
comp-inner:
  dag:
    tasks:
      own: {componentRef: {name: comp-plain}, retryPolicy: {maxRetryCount: 5}}
      none: {componentRef: {name: comp-plain}}
comp-outer: {dag: {tasks: {inner: {componentRef: {name: comp-inner}}}}}
comp-plain: {executorLabel: exec-echo}`;

function compiled(tasks: string): ReturnType<typeof compilePipeline> {
  return compilePipeline(load(pipelineText({ tasks, components })));
}

function limits(result: ReturnType<typeof compilePipeline>, scope: string): Record<string, number | undefined> {
  const tasks = result.plan?.scopes[scope]?.tasks ?? [];
  return Object.fromEntries(tasks.map(({ name, retry }) => [name, retry?.limit]));
}

test('a group hands its retries down to tasks without any, and leaves other uses of its parts alone', () => {
  const result = compiled(`
a: {componentRef: {name: comp-outer}, retryPolicy: {maxRetryCount: 2}}
b: {componentRef: {name: comp-outer}, retryPolicy: {maxRetryCount: 3}}
c: {componentRef: {name: comp-inner}}`);
  expect(result.diagnostics).toEqual([]);
  expect(Object.keys(result.plan?.scopes ?? {}).sort()).toEqual([
    'comp-inner',
    'comp-inner/retried',
    'comp-inner/retried-2',
    'comp-outer/retried',
    'comp-outer/retried-2',
    'root',
  ]);
  expect(limits(result, 'comp-inner')).toEqual({ own: 5, none: undefined });
  expect(limits(result, 'comp-inner/retried')).toEqual({ own: 5, none: 2 });
  expect(limits(result, 'comp-inner/retried-2')).toEqual({ own: 5, none: 3 });
});

test('a factor that is not whole is rounded, and said so where there is a delay', () => {
  const policy = (more: string): string =>
    `a: {componentRef: {name: comp-plain}, retryPolicy: {maxRetryCount: 2, backoffFactor: 1.5${more}}}`;
  const delayed = compiled(policy(', backoffDuration: 3s'));
  expect(delayed.plan?.scopes['root']?.tasks[0]?.retry?.backoffFactor).toBe(2);
  expect(delayed.diagnostics).toMatchObject([
    { code: 'CMP-012', severity: 'warning', path: ['root', 'dag', 'tasks', 'a', 'retryPolicy', 'backoffFactor'] },
  ]);
  expect(compiled(policy('')).diagnostics).toEqual([]);
});
