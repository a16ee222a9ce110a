import { spawnSync } from 'node:child_process';
import type { ArtifactStore } from '@tiphys/storage';
import { openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { executionId, invertedTime, runKey, runUri, segment } from './layout.ts';
import { hasCacheEntry, readCacheEntries, readFinished, sealOf } from './outcome-reader.ts';
import { listArtifactUses, listExecutions, listRuns, readExecution, readRun } from './reader.ts';
import type { CacheRecord } from './records.ts';
import { execution, run } from './testing/records.ts';
import { writeArtifactUse, writeCacheEntry, writeExecution, writeRun } from './writer.ts';

const open = (): ArtifactStore => openStore({ root: 'mem://test/root' });

/** Counts the operations that reach a store. */
function counting(store: ArtifactStore): { readonly store: ArtifactStore; readonly count: Record<string, number> } {
  const count: Record<string, number> = {};
  const proxy = new Proxy(store, {
    get(target, name: keyof ArtifactStore) {
      if (name !== 'root') {
        count[name] = (count[name] ?? 0) + 1;
      }
      return target[name];
    },
  });
  return { store: proxy, count };
}

test('runs are listed newest first, by pipeline too, and only as many as asked for are read', async () => {
  const store = open();
  for (const index of [2, 0, 11, 1]) {
    await writeRun(store, run(index));
  }
  await writeRun(store, run(5, { pipeline: 'group/other pipe' }));
  expect((await listRuns(store)).runs.map(({ uid }) => uid)).toEqual(['uid-11', 'uid-5', 'uid-2', 'uid-1', 'uid-0']);
  expect((await listRuns(store, { pipeline: 'pipe' })).runs.map(({ uid }) => uid)).toEqual([
    'uid-11',
    'uid-2',
    'uid-1',
    'uid-0',
  ]);
  expect((await listRuns(store, { pipeline: 'group/other pipe' })).runs.map(({ uid }) => uid)).toEqual(['uid-5']);
  const counted = counting(store);
  expect((await listRuns(counted.store, { limit: 2 })).runs.map(({ uid }) => uid)).toEqual(['uid-11', 'uid-5']);
  expect(counted.count).toEqual({ list: 1, get: 2 });
});

test('runs come in pages, each of which is one listing', async () => {
  const store = open();
  for (let index = 0; index < 7; index++) {
    await writeRun(store, run(index, index % 2 === 0 ? {} : { pipeline: 'odd', name: 'same' }));
  }
  for (const filter of [{}, { pipeline: 'odd' }, { name: 'same' }]) {
    const all = (await listRuns(store, filter)).runs;
    const paged = [];
    let after: string | undefined;
    do {
      const counted = counting(store);
      const page = await listRuns(counted.store, { ...filter, limit: 2, ...(after !== undefined && { after }) });
      expect(counted.count).toEqual({ list: 1, get: page.runs.length });
      paged.push(...page.runs);
      after = page.next;
    } while (after !== undefined);
    expect(paged).toEqual(all);
    expect(all).toHaveLength('pipeline' in filter || 'name' in filter ? 3 : 7);
  }
  expect((await listRuns(store, { after: runKey(run(3)) })).runs.map(({ uid }) => uid)).toEqual([
    'uid-2',
    'uid-1',
    'uid-0',
  ]);
});

test('an artifact knows who read and who gave it, in any run', async () => {
  const store = open();
  const uri = 'mem://test/root/pipe/run/a/b';
  const use = { v: 1, kind: 'artifact', uri, run: { uid: 'uid', name: 'run' } } as const;
  const output = { ...use, role: 'output', execution: 'id-1' } as const;
  const input = { ...use, role: 'input', execution: 'id-2', run: { uid: 'uid-2', name: 'run-2' } } as const;
  await writeArtifactUse(store, output, run(0).created);
  await writeArtifactUse(store, output, run(0).created);
  await writeArtifactUse(store, input, run(1).created);
  await writeArtifactUse(store, { ...output, uri: `${uri}/c` }, run(0).created);
  const counted = counting(store);
  expect(await listArtifactUses(counted.store, uri)).toEqual([input, output]);
  expect(counted.count).toEqual({ list: 1, get: 2 });
});

test('one attempt is found without the others', async () => {
  const store = open();
  await writeExecution(store, execution({ id: 'id-1' }), 'w');
  await writeExecution(store, execution({ id: 'id-10', state: 'SUCCEEDED' }), 'w');
  expect((await readExecution(store, 'uid', 'id-1'))?.state).toBe('RUNNING');
  expect((await readExecution(store, 'uid', 'id-10'))?.state).toBe('SUCCEEDED');
  expect(await readExecution(store, 'uid', 'id-2')).toBeUndefined();
});

test('a seal changes with anything of an artifact, and with nothing else', async () => {
  const store = open();
  const uri = 'mem://test/root/pipe/run/a/b';
  expect(await sealOf(store, uri)).toBeUndefined();
  await store.put(uri, 'file');
  const file = await sealOf(store, uri);
  await store.put(`${uri}c`, 'neighbour');
  await store.put(`${uri}-/c`, 'neighbour');
  expect(await sealOf(store, uri)).toBe(file);
  await store.delete(uri);
  expect(await sealOf(store, uri)).toBeUndefined();
  const seals = [file];
  for (const name of ['x', 'y/z', 'x', 'empty/']) {
    await store.put(`${uri}/${name}`, name.endsWith('/') ? '' : `${name}${seals.length}`);
    seals.push(await sealOf(store, uri));
  }
  expect(new Set(seals).size).toBe(5);
});

test('a run is found by name; of two of that name, the newer', async () => {
  const store = open();
  await writeRun(store, run(1, { name: 'same', uid: 'old' }));
  await writeRun(store, run(2, { name: 'same', uid: 'new' }));
  await writeRun(store, run(3, { name: 'same-not' }));
  expect((await readRun(store, 'same'))?.uid).toBe('new');
  expect(await readRun(store, 'sam')).toBeUndefined();
});

test('many tasks may record the run at once; later ones only look', async () => {
  const store = open();
  await Promise.all(Array.from({ length: 10 }, async () => writeRun(store, run(1))));
  expect((await listRuns(store)).runs).toHaveLength(1);
  const counted = counting(store);
  await writeRun(counted.store, run(1));
  expect(counted.count).toEqual({ head: 1 });
});

test('the most final record of an attempt counts', async () => {
  const store = open();
  const states = async (): Promise<unknown> =>
    (await listExecutions(store, 'uid')).map(({ state, exitCode }) => [state, exitCode]);
  await writeExecution(store, execution(), 'pod-a');
  expect(await states()).toEqual([['RUNNING', undefined]]);
  await writeExecution(store, execution({ state: 'FAILED', exitCode: 1, finished: '2026-01-01T00:00:02Z' }), 'pod-a');
  await writeExecution(store, execution({ started: '2026-01-01T00:00:05Z' }), 'pod-b');
  await writeExecution(store, execution({ state: 'FAILED', exitCode: 2, finished: '2026-01-01T00:00:01Z' }), 'pod-c');
  expect(await states()).toEqual([['FAILED', 1]]);
  const outputs = { parameters: { n: 9007199254740993n }, artifacts: {} };
  expect(await writeExecution(store, execution({ state: 'SUCCEEDED', exitCode: 0, outputs }), 'pod-b')).toBe(true);
  expect(await writeExecution(store, execution({ state: 'SUCCEEDED', exitCode: 0 }), 'pod-d')).toBe(false);
  await writeExecution(store, execution({ state: 'FAILED', exitCode: 143, finished: '2027-01-01T00:00:00Z' }), 'pod-a');
  expect(await states()).toEqual([['SUCCEEDED', 0]]);
  expect((await readFinished(store, 'uid', 'id-1'))?.outputs).toEqual(outputs);
  expect(await readFinished(store, 'uid', 'id-2')).toBeUndefined();
});

test('attempts come in the order in which they started', async () => {
  const store = open();
  const done = { state: 'SUCCEEDED' } as const;
  await writeExecution(store, execution({ ...done, id: 'z', path: 'first', started: '2026-01-01T00:00:01Z' }), 'w');
  await writeExecution(store, execution({ ...done, id: 'b', path: 'second', started: '2026-01-01T00:00:02Z' }), 'w');
  await writeExecution(store, execution({ ...done, id: 'a', path: 'third', started: '2026-01-01T00:00:03Z' }), 'w');
  await writeExecution(store, execution({ ...done, run: { uid: 'uid2', name: 'x' } }), 'w');
  expect((await listExecutions(store, 'uid')).map(({ path }) => path)).toEqual(['first', 'second', 'third']);
});

test('cache entries come newest first and are read only as they are needed', async () => {
  const store = open();
  const entry = (execution: string, created: string): CacheRecord => ({
    v: 1,
    kind: 'cache',
    key: 'k',
    run: 'uid',
    execution,
    created,
    outputs: { parameters: {}, artifacts: { a: [{ name: 'a', uri: 's3://b/a', digest: 'sha256:0' }] } },
  });
  await writeCacheEntry(store, entry('old', '2026-01-01T00:00:00Z'));
  await writeCacheEntry(store, entry('new', '2026-01-01T00:00:00.001Z'));
  await writeCacheEntry(store, { ...entry('other', '2027-01-01T00:00:00Z'), key: 'k2' });
  const all = [];
  for await (const found of readCacheEntries(store, 'k')) {
    all.push(found);
  }
  expect(all).toEqual([entry('new', '2026-01-01T00:00:00.001Z'), entry('old', '2026-01-01T00:00:00Z')]);
  const counted = counting(store);
  for await (const found of readCacheEntries(counted.store, 'k')) {
    expect(found.execution).toBe('new');
    break;
  }
  expect(counted.count).toEqual({ list: 1, get: 1 });
  expect(await hasCacheEntry(store, entry('new', '2026-01-01T00:00:00.001Z'))).toBe(true);
  expect(await hasCacheEntry(store, entry('new', '2026-01-01T00:00:00Z'))).toBe(false);
});

test.each([
  ['no JSON', '{'],
  ['another version', '{"v":2,"kind":"run","uid":"u","name":"n","pipeline":"p","created":"c"}'],
  ['another shape', '{"v":1,"kind":"run","uid":1}'],
  ['nothing', ''],
])('a record that is %s is left out, not a fault', async (_name, content) => {
  const store = open();
  await writeRun(store, run(1));
  await store.put(runUri(store.root, '000-bad'), content);
  expect((await listRuns(store)).runs.map(({ uid }) => uid)).toEqual(['uid-1']);
});

test('members that a reader does not know are left out', async () => {
  const store = open();
  const future = { v: 1, kind: 'run', uid: 'u', name: 'n', pipeline: 'p', created: 'c', colour: 'red' };
  await store.put(runUri(store.root, '000'), JSON.stringify(future));
  expect((await listRuns(store)).runs).toEqual([
    { v: 1, kind: 'run', uid: 'u', name: 'n', pipeline: 'p', created: 'c' },
  ]);
});

test('an inverted time sorts backwards', () => {
  const times = [
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.001Z',
    '2026-12-31T23:59:59+01:00',
    '9999-01-01T00:00:00Z',
  ];
  const inverted = times.map(invertedTime);
  expect([...inverted].sort().reverse()).toEqual(inverted);
  expect(new Set(['not a time', ...times].map((time) => invertedTime(time).length))).toEqual(new Set([15]));
  expect(['not a time', ...times].map(invertedTime).sort().at(-1)).toBe(invertedTime('not a time'));
});

test('any text is one safe segment, and different texts are different ones', () => {
  const texts = ['', 'a', 'a/b', 'a%2Fb', '..', '.', 'é', "x'(y)*!", 'x'.repeat(300), `${'x'.repeat(299)}y`, '\u0000'];
  const segments = texts.map(segment);
  expect(new Set(segments).size).toBe(texts.length);
  for (const name of segments) {
    expect(name).toMatch(/^[A-Za-z0-9_.~%-]{1,200}$/);
    expect(['.', '..']).not.toContain(name);
  }
});

test('an execution has one identity per run, node and attempt, in the form of a UUID', () => {
  const ids = [
    executionId({ uid: 'u', name: 'n' }, 'node', 0),
    executionId({ uid: 'u', name: 'n' }, 'node', 1),
    executionId({ uid: 'u', name: 'n' }, 'node2', 0),
    executionId({ uid: 'v', name: 'n' }, 'node', 0),
  ];
  expect(new Set(ids).size).toBe(4);
  expect(ids[0]).toBe(executionId({ uid: 'u', name: 'n' }, 'node', 0));
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('what a task reads and writes loads no schema library', () => {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => {
      if (name === 'zod') { throw new Error('zod was loaded'); }
      return next(name, context);
    } });
    const { readCacheEntries, readFinished, writeRun, listRuns } = await import(${JSON.stringify(import.meta.resolve('./index.ts'))});
    const { openStore } = await import(${JSON.stringify(import.meta.resolve('@tiphys/storage'))});
    const store = openStore({ root: 'mem://x' });
    await writeRun(store, { uid: 'u', name: 'n', pipeline: 'p', created: '2026-01-01T00:00:00Z' });
    await readFinished(store, 'u', 'x');
    for await (const entry of readCacheEntries(store, 'x')) { console.log(entry); }
    console.log('task done');
    await listRuns(store).catch((error) => console.log(error.message));
  `;
  const result = spawnSync(process.execPath, ['--conditions=@tiphys/source', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(result.stderr).toBe('');
  expect(result.stdout).toBe('task done\nzod was loaded\n');
});
