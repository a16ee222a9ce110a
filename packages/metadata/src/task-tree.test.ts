import fc from 'fast-check';
import { expect, test } from 'vitest';
import { executionStates } from './records.ts';
import type { TaskNode } from './task-tree.ts';
import { runState, taskTree } from './task-tree.ts';
import { execution } from './testing/records.ts';

function names(nodes: readonly TaskNode[]): unknown[] {
  return nodes.map(({ name, path, state, attempts, children }) => [
    name,
    path,
    state,
    attempts.length,
    ...(children.length === 0 ? [] : [names(children)]),
  ]);
}

test('tasks stand below their groups, iterations below their loops, attempts at their tasks', () => {
  const done = { state: 'SUCCEEDED' } as const;
  const tree = taskTree([
    execution({ path: 'prepare', ...done }),
    execution({ path: 'loop[1]/branch/train', id: 'b', attempt: 1, ...done }),
    execution({ path: 'loop[1]/branch/train', id: 'a', state: 'FAILED' }),
    execution({ path: 'loop[0]/branch/train', state: 'RUNNING' }),
    execution({ path: 'each[2]', state: 'CACHED' }),
    execution({ path: 'loop[0]/inner[3]/x', state: 'FAILED' }),
  ]);
  expect(names(tree)).toEqual([
    ['prepare', 'prepare', 'SUCCEEDED', 1],
    [
      'loop',
      'loop',
      'RUNNING',
      0,
      [
        [
          'loop[1]',
          'loop[1]',
          'SUCCEEDED',
          0,
          [['branch', 'loop[1]/branch', 'SUCCEEDED', 0, [['train', 'loop[1]/branch/train', 'SUCCEEDED', 2]]]],
        ],
        [
          'loop[0]',
          'loop[0]',
          'RUNNING',
          0,
          [
            ['branch', 'loop[0]/branch', 'RUNNING', 0, [['train', 'loop[0]/branch/train', 'RUNNING', 1]]],
            [
              'inner',
              'loop[0]/inner',
              'FAILED',
              0,
              [['inner[3]', 'loop[0]/inner[3]', 'FAILED', 0, [['x', 'loop[0]/inner[3]/x', 'FAILED', 1]]]],
            ],
          ],
        ],
      ],
    ],
    ['each', 'each', 'CACHED', 0, [['each[2]', 'each[2]', 'CACHED', 1]]],
  ]);
  expect(tree[1]?.children[0]?.children[0]?.children[0]?.attempts.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('a run runs while any task does, and failed if the last attempt of any did', () => {
  expect(runState([])).toBeUndefined();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...executionStates), { minLength: 1 }), (states) => {
      const state = runState(
        states.map((each, index) => execution({ path: `g/${index}`, id: `${index}`, state: each })),
      );
      const expected = states.includes('RUNNING')
        ? 'RUNNING'
        : states.includes('ERROR')
          ? 'ERROR'
          : states.includes('FAILED')
            ? 'FAILED'
            : states.includes('SUCCEEDED')
              ? 'SUCCEEDED'
              : 'CACHED';
      expect(state).toBe(expected);
    }),
  );
  const retried = [execution({ state: 'FAILED' }), execution({ id: 'id-2', attempt: 1, state: 'SUCCEEDED' })];
  expect(runState(retried)).toBe('SUCCEEDED');
});
