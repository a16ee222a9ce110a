import type { ArtifactStore } from '@tiphys/storage';
import { openStore } from '@tiphys/storage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { executionId, runRootOf } from '../layout.ts';
import { readLineage, urisOf } from '../lineage.ts';
import { hasCacheEntry, readCacheEntries, sealOf } from '../outcome-reader.ts';
import { listExecutions, listRuns } from '../reader.ts';
import type { CacheRecord, ExecutionRecord, RunRecord, Values } from '../records.ts';
import { execution, run } from '../testing/records.ts';
import { writeArtifactUse, writeCacheEntry, writeExecution, writeRun } from '../writer.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { CollectionRules } from './plan-collection.ts';
import { planCollection } from './plan-collection.ts';

/** One task of a random run. Numbers choose among what there is, whatever that is. */
interface RandomTask {
  readonly key: number;
  readonly inputs: readonly number[];
  readonly outputs: number;
  readonly state: 'done' | 'failed' | 'running';
  readonly expires?: number;
}

const anyTask: fc.Arbitrary<RandomTask> = fc.record(
  {
    key: fc.nat(3),
    inputs: fc.array(fc.nat(), { maxLength: 2 }),
    outputs: fc.nat(2),
    state: fc.constantFrom('done' as const, 'done' as const, 'done' as const, 'failed' as const, 'running' as const),
    expires: fc.nat(40),
  },
  { requiredKeys: ['key', 'inputs', 'outputs', 'state'] },
);

const anyHistory = fc.array(
  fc.record({ tasks: fc.array(anyTask, { maxLength: 3 }), pipeline: fc.constantFrom('p', 'p/q', 'other') }),
  { minLength: 1, maxLength: 8 },
);

const hour = 3_600_000;
const start = Date.parse('2026-01-01T00:00:00Z');
const anyRules: fc.Arbitrary<CollectionRules> = fc
  .record(
    {
      olderThan: fc.nat(9).map((hours) => hours * hour),
      keep: fc.nat(4),
      pipeline: fc.constantFrom('p', 'other'),
      keepCache: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((rules) => ({ now: start + 9 * hour, grace: 0, ...rules }));

/** Runs of one hour each. A name comes twice now and then, as it does where workflows are created anew. */
function runAt(index: number, pipeline: string): RunRecord {
  const created = new Date(start + index * hour).toISOString();
  return run(index, { uid: `uid-${index}`, name: `run-${index % 5}`, pipeline, created });
}

/** Does what a task does, in its order; `step` comes between the steps. The outcome is its record. */
async function runTask(
  store: ArtifactStore,
  record: RunRecord,
  id: string,
  task: RandomTask,
  known: readonly string[],
  step: () => Promise<void> = async () => Promise.resolve(),
): Promise<ExecutionRecord> {
  const inputs: Values = {
    parameters: {},
    artifacts: {
      in: known.length === 0 ? [] : task.inputs.map((n) => ({ name: 'in', uri: known[n % known.length] ?? '' })),
    },
  };
  const base = execution({
    id,
    run: { uid: record.uid, name: record.name },
    pipeline: record.pipeline,
    path: 't',
    started: record.created,
    inputs,
  });
  await writeRun(store, record);
  await writeExecution(store, base, 'w');
  if (task.state === 'running') return base;
  const finish = async (more: Partial<ExecutionRecord>): Promise<ExecutionRecord> => {
    const ended = { ...base, ...more, finished: record.created };
    await recordUses(store, ended, record.created);
    await writeExecution(store, ended, 'w');
    return ended;
  };
  if (task.state === 'failed') return finish({ state: 'FAILED' });
  const key = `key-${task.key}`;
  for await (const entry of readCacheEntries(store, key)) {
    await step();
    const uris = urisOf({ ...base, outputs: entry.outputs }, 'output');
    const seals = await Promise.all(uris.map(async (uri) => sealOf(store, uri)));
    if (seals.includes(undefined)) continue;
    await step();
    await recordUses(store, { ...base, outputs: entry.outputs }, record.created);
    await step();
    if (await hasCacheEntry(store, entry)) {
      await step();
      return finish({
        state: 'CACHED',
        outputs: entry.outputs,
        cachedFrom: { run: entry.run, execution: entry.execution },
      });
    }
  }
  const place = `${runRootOf(store.root, record.pipeline, record.name)}/t/${id}`;
  const uris = Array.from({ length: task.outputs }, (_, n) => `${place}/out-${n}`);
  for (const [n, uri] of uris.entries()) await store.put(n === 0 ? uri : `${uri}/part`, id);
  await store.put(`${place}/.tiphys/o.json`, 'spilled');
  const outputs: Values = { parameters: {}, artifacts: { out: uris.map((uri) => ({ name: 'out', uri })) } };
  const ended = await finish({ state: 'SUCCEEDED', outputs });
  const expires = task.expires === undefined ? {} : { expires: new Date(start + task.expires * hour).toISOString() };
  const entry: CacheRecord = {
    v: 1,
    kind: 'cache',
    key,
    run: record.uid,
    execution: id,
    created: record.created,
    ...expires,
    outputs,
  };
  await writeCacheEntry(store, entry);
  return ended;
}

async function recordUses(store: ArtifactStore, record: ExecutionRecord, created: string): Promise<void> {
  for (const role of ['input', 'output'] as const) {
    for (const uri of urisOf(record, role)) {
      await writeArtifactUse(
        store,
        { v: 1, kind: 'artifact', uri, role, run: record.run, execution: record.id },
        created,
      );
    }
  }
}

async function play(history: readonly { tasks: readonly RandomTask[]; pipeline: string }[]): Promise<ArtifactStore> {
  const store = openStore({ root: 'mem://s/root' });
  const known: string[] = [];
  for (const [index, { tasks, pipeline }] of history.entries()) {
    const record = runAt(index, pipeline);
    await writeRun(store, record);
    for (const [n, task] of tasks.entries()) {
      const ended = await runTask(store, record, executionId(record, 't', n), task, known);
      known.push(...urisOf(ended, 'output'));
    }
  }
  return store;
}

async function objects(store: ArtifactStore): Promise<string[]> {
  const uris: string[] = [];
  for await (const { uri } of store.list(`${store.root}/`)) uris.push(uri);
  return uris;
}

/** All that must hold of a store at any time: what records and cache entries of remaining runs name is there. */
async function checkWhole(store: ArtifactStore, remaining: ReadonlySet<string>): Promise<void> {
  for (const { uid } of (await listRuns(store, { limit: 1000 })).runs.filter((each) => remaining.has(each.uid))) {
    for (const record of await listExecutions(store, uid)) {
      for (const uri of [...urisOf(record, 'input'), ...urisOf(record, 'output')]) {
        expect(await store.exists(uri), `${uri} of ${record.id}`).toBe(true);
      }
    }
  }
  for (const key of [0, 1, 2, 3]) {
    for await (const entry of readCacheEntries(store, `key-${key}`)) {
      for (const uri of Object.values(entry.outputs.artifacts).flatMap((list) => list.map((each) => each.uri))) {
        expect(await store.exists(uri), `${uri} of a cache entry`).toBe(true);
      }
    }
  }
}

async function lineages(store: ArtifactStore, uids: ReadonlySet<string>): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const { uid } of (await listRuns(store, { limit: 1000 })).runs.filter((each) => uids.has(each.uid))) {
    for (const record of await listExecutions(store, uid)) {
      for (const uri of urisOf(record, 'output')) found.push((await readLineage(store, uri)).upstream);
    }
  }
  return found;
}

async function remainingRuns(store: ArtifactStore, rules: CollectionRules): Promise<Set<string>> {
  const { runs } = await planCollection(store, rules);
  const doomed = new Set(runs.map((each) => each.run.uid));
  return new Set((await listRuns(store, { limit: 1000 })).runs.map(({ uid }) => uid).filter((uid) => !doomed.has(uid)));
}

test('what remaining runs need stays, with its lineage; what they do not need goes', async () => {
  let removed = 0;
  let ancestors = 0;
  await fc.assert(
    fc.asyncProperty(anyHistory, anyRules, async (history, rules) => {
      const store = await play(history);
      const remaining = await remainingRuns(store, rules);
      const before = await lineages(store, remaining);
      const plan = await planCollection(store, rules);
      const planned = plan.runs.flatMap((each) => each.objects);
      const collected = await collectGarbage(store, plan);
      expect(collected.objects).toBe(planned.length);
      expect(collected.bytes).toBe(planned.reduce((sum, { bytes }) => sum + bytes, 0));
      await checkWhole(store, remaining);
      expect(await lineages(store, remaining)).toEqual(before);
      const left = await objects(store);
      for (const { uri } of planned) expect(left).not.toContain(uri);
      for (const { run: gone, ancestors: kept } of plan.runs) {
        if (kept.size === 0) expect(left.filter((uri) => uri.includes(gone.uid))).toEqual([]);
        ancestors += kept.size;
      }
      removed += collected.objects;
      // Nothing is left to do.
      expect(await collectGarbage(store, await planCollection(store, rules))).toMatchObject({ objects: 0, bytes: 0 });
      expect(await objects(store)).toEqual(left);
    }),
    { seed: 5, numRuns: 150 },
  );
  expect(removed).toBeGreaterThan(50);
  expect(ancestors).toBeGreaterThan(5);
});

test('interrupted anywhere and begun again, it ends as if it had not been, and never leaves less than whole', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, anyRules, fc.nat(60), async (history, rules, at) => {
      const undisturbed = await play(history);
      await collectGarbage(undisturbed, await planCollection(undisturbed, rules));
      const store = await play(history);
      const remaining = await remainingRuns(store, rules);
      let operations = 0;
      const failing = new Proxy(store, {
        get: (target, name: keyof ArtifactStore) =>
          name === 'delete'
            ? async (uri: string) => (operations++ >= at ? Promise.reject(new Error('killed')) : target.delete(uri))
            : target[name],
      });
      await collectGarbage(failing, await planCollection(failing, rules)).catch(() => undefined);
      await checkWhole(store, remaining);
      await collectGarbage(store, await planCollection(store, rules));
      expect(await objects(store)).toEqual(await objects(undisturbed));
    }),
    { seed: 6, numRuns: 150 },
  );
});

test('a task that takes something from the cache meanwhile keeps it, or runs', async () => {
  const outcomes = { hit: 0, ran: 0 };
  await fc.assert(
    fc.asyncProperty(
      anyHistory,
      anyTask,
      fc.array(fc.constantFrom(0, 0, 0, 0, 1, 2, 12), { minLength: 6, maxLength: 6 }),
      async (history, task, gaps) => {
        const store = await play(history);
        // The collector goes on by `gaps[n]` operations between the steps of the task.
        const turns: (() => void)[] = [];
        let allowed = 0;
        const gate = async (): Promise<void> => {
          if (allowed > 0) {
            allowed -= 1;
            return;
          }
          await new Promise<void>((resolve) => turns.push(resolve));
        };
        let over = false;
        const gated = new Proxy(store, {
          get: (target, name: keyof ArtifactStore) =>
            name === 'delete' || name === 'get' || name === 'head'
              ? async (uri: string) => {
                  if (!over) await gate();
                  return target[name](uri);
                }
              : target[name],
        });
        const rules = { now: start + 1000 * hour, grace: 0, olderThan: 900 * hour };
        const plan = await planCollection(store, rules);
        const collecting = collectGarbage(gated, plan);
        let stepped = 0;
        const step = async (): Promise<void> => {
          for (let n = gaps[stepped++ % gaps.length] ?? 0; n > 0; n--) {
            const turn = turns.shift();
            if (turn === undefined) allowed += 1;
            else turn();
            await new Promise((resolve) => setImmediate(resolve));
          }
        };
        const record = run(0, { uid: 'late', name: 'late', created: new Date(start + 1000 * hour).toISOString() });
        await step();
        const ended = await runTask(
          store,
          record,
          executionId(record, 't', 0),
          { ...task, inputs: [], state: 'done' },
          [],
          step,
        );
        over = true;
        turns.forEach((turn) => turn());
        await collecting;
        outcomes[ended.state === 'CACHED' ? 'hit' : 'ran'] += 1;
        await checkWhole(store, new Set(['late']));
      },
    ),
    { seed: 7, numRuns: 300 },
  );
  expect(outcomes.hit).toBeGreaterThan(10);
  expect(outcomes.ran).toBeGreaterThan(10);
});

test('a run that may be going on stays, and so does everything when no bound is given', async () => {
  const store = await play([{ pipeline: 'p', tasks: [{ key: 0, inputs: [], outputs: 1, state: 'done' }] }]);
  const now = start + 10 * hour;
  const doomed = async (rules: Partial<CollectionRules>): Promise<number> =>
    (await planCollection(store, { now, grace: 0, ...rules })).runs.length;
  expect(await doomed({})).toBe(0);
  expect(await doomed({ olderThan: 0 })).toBe(1);
  expect(await doomed({ keep: 0 })).toBe(1);
  expect(await doomed({ olderThan: 0, keep: 1 })).toBe(0);
  expect(await doomed({ olderThan: 0, grace: 10 * hour + 1 })).toBe(0);
  await writeExecution(
    store,
    execution({ run: { uid: 'uid-0', name: 'run-0' }, started: new Date(now - 1).toISOString() }),
    'w',
  );
  expect(await doomed({ olderThan: 0, grace: hour })).toBe(0);
});

test('a run goes although a newer one imported the same artifact', async () => {
  const store = openStore({ root: 'mem://s/root' });
  const imported = { parameters: {}, artifacts: { artifact: [{ name: 'artifact', uri: 's3://elsewhere/data' }] } };
  for (const index of [1, 2, 3]) {
    const { uid, name, created: started } = run(index);
    await writeRun(store, run(index));
    const state = index === 3 ? 'FAILED' : 'SUCCEEDED';
    await writeExecution(store, execution({ id: uid, run: { uid, name }, started, state, outputs: imported }), 'w');
  }
  const doomed = async (keep: number): Promise<readonly (readonly string[])[]> => {
    const { runs } = await planCollection(store, { now: start + 1000 * hour, grace: 0, keep });
    return runs.map(({ run: { uid }, ancestors }) => [uid, ...ancestors]);
  };
  expect(await doomed(2)).toEqual([[run(1).uid]]);
  // A failure says nothing of where it came from.
  expect((await doomed(1)).map((each) => each.length)).toEqual([2, 2]);
});

test('of runs of the same second the one that started last is the newest', async () => {
  const store = openStore({ root: 'mem://s/root' });
  const { created } = run(1);
  for (const [index, uid] of ['c', 'a', 'd', 'b'].entries()) {
    await writeRun(store, run(1, { uid, name: uid }));
    const started = created.replace('.000Z', `.${index}00Z`);
    await writeExecution(store, execution({ id: uid, run: { uid, name: uid }, started }), 'w');
  }
  for (const [keep, doomed] of [
    [1, 'acd'],
    [2, 'ac'],
    [3, 'c'],
  ] as const) {
    const { runs } = await planCollection(store, { now: start + hour, grace: 0, keep });
    expect(
      runs
        .map((each) => each.run.uid)
        .sort()
        .join(''),
    ).toBe(doomed);
  }
});
