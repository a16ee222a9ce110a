import { openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { explainCache } from './explain-cache.ts';
import type { ExecutionRecord } from './records.ts';
import { execution, run } from './testing/records.ts';
import { writeExecution, writeRun } from './writer.ts';

const parts = { image: '"i:1"', 'parameters.epochs': '1', 'parameters.gone': '0' };

test('what changed is told against the newest earlier success of the same task', async () => {
  const store = openStore({ root: 'mem://s' });
  const record = async (index: number, more: Partial<ExecutionRecord>): Promise<ExecutionRecord> => {
    const { uid, name } = run(index);
    const made = execution({ id: `id-${index}`, run: { uid, name }, state: 'SUCCEEDED', cacheKey: 'k', ...more });
    await writeRun(store, run(index, index === 4 ? { pipeline: 'other' } : {}));
    await writeExecution(store, made, 'w');
    return made;
  };
  const first = await record(1, { cacheParts: parts });
  const second = await record(2, { cacheParts: { ...parts, 'parameters.epochs': '2' } });
  await record(3, { state: 'FAILED', cacheParts: parts });
  await record(4, { cacheParts: parts });
  const { 'parameters.gone': _gone, ...rest } = parts;
  const now = await record(5, { cacheParts: { ...rest, 'parameters.epochs': '3', 'env.X': '"x"' } });
  await record(6, { cacheParts: parts });
  expect(await explainCache(store, run(5), now)).toEqual({
    execution: now,
    earlier: { run: run(2), execution: second },
    changes: [
      { part: 'env.X', after: '"x"' },
      { part: 'parameters.epochs', before: '2', after: '3' },
      { part: 'parameters.gone', before: '0' },
    ],
  });
  expect(await explainCache(store, run(1), first)).toEqual({ execution: first, changes: [] });
});

test('a task that moved is found by its key', async () => {
  const store = openStore({ root: 'mem://s' });
  const moved = execution({
    run: { uid: 'uid-1', name: 'run-1' },
    path: 'loop[4]/t',
    state: 'CACHED',
    cacheKey: 'k',
    cacheParts: parts,
  });
  await writeRun(store, run(1));
  await writeExecution(store, execution({ ...moved, id: 'x', path: 'loop[0]/t', cacheKey: 'other' }), 'w');
  await writeExecution(store, moved, 'w');
  const now = execution({ ...moved, run: { uid: 'uid-2', name: 'run-2' }, path: 'loop[5]/t' });
  expect((await explainCache(store, run(2), now)).earlier?.execution.path).toBe('loop[4]/t');
});
