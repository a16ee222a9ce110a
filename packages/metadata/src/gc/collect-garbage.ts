import type { ArtifactStore } from '@tiphys/storage';
import { mapBounded } from '@tiphys/storage';
import { artifactUseUri, cacheEntryUri, executionUri, runIndexUris, runKey, runUri } from '../layout.ts';
import { urisOf } from '../lineage.ts';
import { listArtifactUses } from '../reader.ts';
import { artifactRoles } from '../records.ts';
import type { ExecutionRecord, RunRecord } from '../records.ts';
import type { CollectionPlan, DoomedRun } from './plan-collection.ts';
import { ancestorsOf, isPartOf } from './plan-collection.ts';

/** Operations at a time. */
const parallel = 8;

/** What was removed. */
export interface Collected {
  /** Runs of which nothing is left. */
  readonly runs: number;
  readonly objects: number;
  readonly bytes: number;
  readonly cacheEntries: number;
}

/**
 * Removes what a plan says. May be interrupted anywhere and called again with a new plan: an object goes before the record by
 * which it is found, and the record of a run goes last. Runs may go on meanwhile: cache entries go first, and an artifact that
 * somebody has claimed since then stays (see `RecordKeeper.claimed` of the runtime, which does it in the opposite order).
 */
export async function collectGarbage(store: ArtifactStore, plan: CollectionPlan): Promise<Collected> {
  await mapBounded(plan.cacheEntries, parallel, async (entry) => store.delete(cacheEntryUri(store.root, entry)));
  const claimed = await claimedArtifacts(store, plan);
  const spared = ancestorsOf(
    claimed,
    plan.runs.flatMap(({ executions }) => executions),
  );
  const removed = { runs: 0, objects: 0, bytes: 0, cacheEntries: plan.cacheEntries.length };
  for (const run of plan.runs) {
    const objects = run.objects.filter(({ uri }) => !isPartOf(uri, claimed));
    await mapBounded(objects, parallel, async ({ uri }) => store.delete(uri));
    removed.objects += objects.length;
    removed.bytes += objects.reduce((sum, { bytes }) => sum + bytes, 0);
    removed.runs += (await removeRecords(store, run, spared)) ? 1 : 0;
  }
  return removed;
}

/** Artifacts of the plan that an attempt uses of which the plan does not know, or did not know how it would end. */
async function claimedArtifacts(store: ArtifactStore, { runs, needed, seen }: CollectionPlan): Promise<Set<string>> {
  const doomed = new Set(runs.flatMap(({ executions }) => executions.map(({ id }) => id)));
  const uris = runs
    .flatMap(({ executions }) => executions.flatMap((execution) => urisOf(execution, 'output')))
    .filter((uri) => !needed.has(uri));
  const claimed = await mapBounded([...new Set(uris)], parallel, async (uri) => {
    const uses = await listArtifactUses(store, uri);
    const isClaimed = uses.some(({ execution }) => {
      const state = seen.get(execution)?.state;
      return !doomed.has(execution) && (state === undefined || state === 'RUNNING');
    });
    return isClaimed ? [uri] : [];
  });
  return new Set(claimed.flat());
}

/** Removes the records of a run that nothing needs; the answer is whether all of them went. */
async function removeRecords(
  store: ArtifactStore,
  { run, executions, ancestors }: DoomedRun,
  spared: ReadonlySet<string>,
): Promise<boolean> {
  const going = executions.filter(({ id }) => !ancestors.has(id) && !spared.has(id));
  await mapBounded(going, parallel, async (execution) => removeExecution(store, run, execution));
  if (going.length < executions.length) {
    return false;
  }
  await mapBounded(runIndexUris(store.root, run), parallel, async (uri) => store.delete(uri));
  await store.delete(runUri(store.root, runKey(run)));
  return true;
}

async function removeExecution(
  store: ArtifactStore,
  { uid, created }: RunRecord,
  execution: ExecutionRecord,
): Promise<void> {
  for (const role of artifactRoles) {
    for (const uri of new Set(urisOf(execution, role))) {
      await store.delete(artifactUseUri(store.root, { uri, execution: execution.id, role }, created));
    }
  }
  const records: string[] = [];
  for await (const { uri } of store.list(`${executionUri(store.root, uid, execution.id)}.`)) {
    records.push(uri);
  }
  // The success goes last: without the others it still says all.
  records.sort((left, right) => Number(left.endsWith('.done.json')) - Number(right.endsWith('.done.json')));
  for (const uri of records) {
    await store.delete(uri);
  }
}
