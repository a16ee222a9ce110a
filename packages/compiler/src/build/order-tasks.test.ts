import { expect, test } from 'vitest';
import type { Task } from '../plan.ts';
import { orderTasks } from './order-tasks.ts';

function task(name: string, ...dependencies: readonly string[]): Task {
  return {
    kind: 'task',
    name,
    target: { kind: 'executor', executor: 'comp' },
    inputs: { parameters: {}, artifacts: {} },
    dependencies: dependencies.map((dependency) => ({ task: dependency, until: 'succeeded' })),
  };
}

test('puts a task after all that it depends on, and otherwise keeps the order', () => {
  const ordered = orderTasks([task('a', 'd'), task('b'), task('c', 'a', 'b'), task('d')]);
  expect(ordered.map(({ name }) => name)).toEqual(['b', 'd', 'a', 'c']);
});

test('says that a cycle is a bug here, since the IR was validated', () => {
  expect(() => orderTasks([task('a', 'b'), task('b', 'a')])).toThrow('a cycle of tasks passed validation');
});
