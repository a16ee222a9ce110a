import { openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { explainCache } from './explain-cache.ts';
import type { ExecutionRecord } from './records.ts';
import { execution, run } from './testing/records.ts';
import { writeCacheEntry, writeExecution, writeRun } from './writer.ts';

const parts = { image: '"i:1"', 'parameters.epochs': '1', 'parameters.gone': '0' };

test('what changed is told against the newest earlier success of the same task', async () => {
  const store = openStore({ root: 'mem://s' });
  const record = async (index: number, more: Partial<ExecutionRecord>): Promise<ExecutionRecord> => {
    const { uid, name } = run(index);
    const made = execution({
      id: `id-${index}`,
      run: { uid, name },
      state: 'SUCCEEDED',
      started: run(index).created,
      cacheKey: 'k',
      ...more,
    });
    await writeRun(store, run(index, index === 4 ? { pipeline: 'other' } : {}));
    await writeExecution(store, made, 'w');
    return made;
  };
  const first = await record(1, { cacheParts: parts });
  const second = await record(2, { cacheParts: { ...parts, 'parameters.epochs': '2' } });
  await record(3, { state: 'FAILED', cacheParts: parts });
  await record(4, { cacheParts: parts });
  const { 'parameters.gone': _gone, ...rest } = parts;
  const now = await record(5, { cacheKey: 'now', cacheParts: { ...rest, 'parameters.epochs': '3', 'env.X': '"x"' } });
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

test('where the result of the key was no good, nothing is said of other keys', async () => {
  const store = openStore({ root: 'mem://s' });
  const record = async (index: number, more: Partial<ExecutionRecord>): Promise<ExecutionRecord> => {
    const { uid, name, created: started } = run(index);
    const made = execution({ id: `id-${index}`, run: { uid, name }, state: 'SUCCEEDED', started, ...more });
    await writeRun(store, run(index));
    await writeExecution(store, made, 'w');
    return made;
  };
  const same = await record(1, { cacheKey: 'k', cacheParts: parts });
  const other = await record(2, { cacheKey: 'other', cacheParts: { ...parts, image: '"i:2"' } });
  const now = await record(3, { cacheKey: 'k', cacheParts: parts, cacheMiss: 'changed' });
  expect(await explainCache(store, run(3), now)).toMatchObject({ earlier: { execution: same }, changes: [] });
  const without = { ...now, cacheMiss: 'none' } as const;
  expect(await explainCache(store, run(3), without)).toMatchObject({ earlier: { execution: other } });
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
  const later = { started: '2026-01-02T00:00:00Z', run: { uid: 'uid-2', name: 'run-2' } };
  const now = execution({ ...moved, ...later, path: 'loop[5]/t' });
  expect((await explainCache(store, run(2), now)).earlier?.execution.path).toBe('loop[4]/t');
});

test('of runs of the same second, the one whose task started last counts', async () => {
  const store = openStore({ root: 'mem://s' });
  const { created } = run(1);
  const at = async (uid: string, milliseconds: number): Promise<ExecutionRecord> => {
    const started = created.replace('.000Z', `.${milliseconds}Z`);
    const made = execution({ run: { uid, name: uid }, id: uid, state: 'SUCCEEDED', started, cacheParts: parts });
    await writeRun(store, run(1, { uid, name: uid }));
    await writeExecution(store, made, 'w');
    return made;
  };
  const records = [await at('d', 100), await at('a', 200), await at('c', 300), await at('b', 400)];
  const earlier = records.map(async (made) => {
    const explained = await explainCache(store, run(1, { uid: made.run.uid, name: made.run.name }), made);
    return explained.earlier?.execution.id;
  });
  expect(await Promise.all(earlier)).toEqual([undefined, 'd', 'a', 'c']);
});

test('the entry of a result is told with its end, for the task that made it and for the one that took it', async () => {
  const store = openStore({ root: 'mem://s' });
  const [created, expires] = ['2026-01-01T00:00:01Z', '2026-01-01T01:00:01Z'];
  const made = execution({ id: 'made', state: 'SUCCEEDED', cacheKey: 'k' });
  const took = execution({ id: 'took', state: 'CACHED', cacheKey: 'k', cachedFrom: { run: 'uid', execution: 'made' } });
  const outputs = { parameters: {}, artifacts: {} };
  await writeCacheEntry(store, {
    v: 1,
    kind: 'cache',
    key: 'k',
    run: 'uid',
    execution: 'made',
    created,
    expires,
    outputs,
  });
  for (const each of [made, took])
    expect(await explainCache(store, run(1), each)).toMatchObject({ entry: { created, expires } });
  const other = execution({ id: 'other', state: 'SUCCEEDED', cacheKey: 'k' });
  expect(await explainCache(store, run(1), other)).not.toHaveProperty('entry');
});
