import type { ArtifactStore } from '@tiphys/storage';
import { invertedTime } from './layout.ts';
import { lastAttempts } from './compare-runs.ts';
import { readCacheEntries } from './outcome-reader.ts';
import { listExecutions, listRuns } from './reader.ts';
import type { ExecutionRecord, RunRecord } from './records.ts';

/** What a task's key had to do with that of an earlier run. */
export interface CacheExplanation {
  readonly execution: ExecutionRecord;
  /** The newest earlier success of the same task; of its key, if what the cache had of it could not be used. Absent when there is none. */
  readonly earlier?: { readonly run: RunRecord; readonly execution: ExecutionRecord };
  /** The cache entry that the execution made, or took its outputs from, while there is one. */
  readonly entry?: { readonly created: string; readonly expires?: string };
  /** Parts of the key that differ from those of `earlier`. */
  readonly changes: readonly KeyChange[];
}

/** A part of a key that changed. A missing side means that the part is new, or gone. */
export interface KeyChange {
  /** Such as `image`, `parameters.epochs`, `artifacts.data`. */
  readonly part: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * Says what changed in a task's cache key since its last success in an earlier run of the same pipeline.
 *
 * @param most runs to look back
 */
export async function explainCache(
  store: ArtifactStore,
  run: RunRecord,
  execution: ExecutionRecord,
  most = 50,
): Promise<CacheExplanation> {
  // Times of runs are whole seconds, so those of the same second come in any order.
  const after = invertedTime(run.created);
  const { runs } = await listRuns(store, { pipeline: run.pipeline, limit: most, after });
  let earlier: CacheExplanation['earlier'];
  for (const candidate of runs) {
    if (earlier !== undefined && candidate.created !== earlier.run.created) {
      break;
    }
    const found =
      candidate.uid === run.uid ? undefined : successOf(await listExecutions(store, candidate.uid), execution);
    if (found !== undefined && (earlier === undefined || found.started > earlier.execution.started)) {
      earlier = { run: candidate, execution: found };
    }
  }
  const entry = await entryOf(store, execution);
  return {
    execution,
    ...(earlier !== undefined && { earlier }),
    ...(entry !== undefined && { entry }),
    changes: earlier === undefined ? [] : keyChanges(earlier.execution, execution),
  };
}

async function entryOf(
  store: ArtifactStore,
  { cacheKey, cachedFrom, id }: ExecutionRecord,
): Promise<CacheExplanation['entry']> {
  if (cacheKey === undefined) return undefined;
  for await (const { execution, created, expires } of readCacheEntries(store, cacheKey)) {
    if (execution === (cachedFrom?.execution ?? id)) return { created, ...(expires !== undefined && { expires }) };
  }
  return undefined;
}

/** The same task in another run: at the same place, by preference; iterations may have moved. */
function successOf(executions: readonly ExecutionRecord[], wanted: ExecutionRecord): ExecutionRecord | undefined {
  const hadKey = wanted.cacheMiss !== undefined && wanted.cacheMiss !== 'none';
  const successes = lastAttempts(executions).filter(
    ({ state, component, cacheKey, cacheParts, started }) =>
      (state === 'SUCCEEDED' || state === 'CACHED') &&
      component === wanted.component &&
      cacheParts !== undefined &&
      (!hadKey || cacheKey === wanted.cacheKey) &&
      started < wanted.started,
  );
  return (
    successes.find(({ path }) => path === wanted.path) ?? successes.find(({ cacheKey }) => cacheKey === wanted.cacheKey)
  );
}

/** The parts in which two keys differ, in the order of their names. */
function keyChanges(before: ExecutionRecord, after: ExecutionRecord): readonly KeyChange[] {
  // How parts are written has changed; what they were does not hang on that.
  if (before.cacheKey === after.cacheKey) return [];
  const [old, now] = [
    new Map(Object.entries(before.cacheParts ?? {})),
    new Map(Object.entries(after.cacheParts ?? {})),
  ];
  const parts = [...new Set([...old.keys(), ...now.keys()])].sort();
  return parts
    .filter((part) => old.get(part) !== now.get(part))
    .map((part) => {
      const [from, to] = [old.get(part), now.get(part)];
      return { part, ...(from !== undefined && { before: from }), ...(to !== undefined && { after: to }) };
    });
}
