import { printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { openStore } from '@tiphys/storage';
import type { ArtifactStore } from '@tiphys/storage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRuns } from './compare-runs.ts';
import { collectGarbage } from './gc/collect-garbage.ts';
import { planCollection } from './gc/plan-collection.ts';
import { artifactUsesOf, cacheEntriesOf, executionUri, executionsOf, runUri } from './layout.ts';
import { readLineage } from './lineage.ts';
import { listArtifactUses, listExecutions, listRuns } from './reader.ts';
import { taskTree } from './task-tree.ts';
import { anyCacheEntry, anyExecution, run } from './testing/records.ts';
import { writeRun } from './writer.ts';

const hostileName = fc.constantFrom(
  '..',
  '.tiphys',
  'v1',
  'runs',
  'pipe',
  '',
  '__proto__',
  'a/../b',
  '/',
  'x'.repeat(300),
);

/** A record whose names lead somewhere else, JSON of any shape, or no JSON at all. */
const hostileRecord: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.constant('['.repeat(20_000) + '9007199254740993'),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc
    .tuple(fc.oneof(anyExecution, anyCacheEntry), hostileName, hostileName, hostileName)
    .map(([record, id, path, name]) =>
      printJson({
        ...record,
        id,
        path,
        execution: id,
        pipeline: path,
        run: { uid: 'uid-1', name },
      } as unknown as JsonValue),
    ),
  fc
    .tuple(hostileName, hostileName, hostileName)
    .map(([uid, name, pipeline]) => JSON.stringify({ ...run(1), uid, name, pipeline })),
);

async function read(store: ArtifactStore): Promise<void> {
  const { runs } = await listRuns(store);
  const executions = await Promise.all(runs.map(async ({ uid }) => listExecutions(store, uid)));
  executions.forEach((each) => taskTree(each));
  compareRuns(executions);
  await listArtifactUses(store, 'mem://s/a');
  await readLineage(store, 'mem://s/a');
}

test('whatever lies among the records is read or left out, and a collection touches nothing of others', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileRecord, { minLength: 1, maxLength: 4 }), async (texts) => {
      const store = openStore({ root: 'mem://s' });
      await store.put('mem://s/pipe/other/t/data', 'of nobody');
      await writeRun(store, run(1));
      for (const [index, text] of texts.entries()) {
        await store.put(runUri(store.root, `00000000000000${index}-x`), text);
        await store.put(`${executionUri(store.root, 'uid-1', `x${index}`)}.done.json`, text);
        await store.put(`${executionsOf(store.root, 'uid-1')}junk-${index}`, text);
        await store.put(`${artifactUsesOf(store.root, 'mem://s/a')}${index}.json`, text);
        await store.put(`${cacheEntriesOf(store.root, 'k')}${index}.json`, text);
      }
      await read(store);
      const plan = await planCollection(store, { now: Date.UTC(2100, 0, 1), grace: 0, olderThan: 0 });
      expect(plan.runs.flatMap(({ objects }) => objects)).toEqual([]);
      await collectGarbage(store, plan);
      expect(await store.exists('mem://s/pipe/other/t/data')).toBe(true);
    }),
    { seed: 21, numRuns: 200 },
  );
});
