import type { ArtifactStore } from '@tiphys/storage';
import { mapBounded } from '@tiphys/storage';
import { isCacheRecord } from '../is-record.ts';
import { allCacheEntries, runRootOf } from '../layout.ts';
import { urisOf } from '../lineage.ts';
import { readRecord } from '../read-record.ts';
import { listExecutions, listRuns } from '../reader.ts';
import type { CacheRecord, ExecutionRecord, RunRecord } from '../records.ts';

/** Reads at a time. */
const parallel = 8;

/** Which runs are to go. A run goes when it is past every bound that is given. */
export interface CollectionRules {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Runs that were created longer ago than this, in milliseconds. */
  readonly olderThan?: number;
  /** Runs beyond the newest so many of their pipeline. */
  readonly keep?: number;
  /** Runs of this pipeline only. */
  readonly pipeline?: string;
  /** Whether every cache entry that has not expired keeps its artifacts; otherwise only those that remaining runs made or used. */
  readonly keepCache?: boolean;
  /** A run in which something began or ended within this time, in milliseconds, stays: it may be going on. */
  readonly grace: number;
}

/** A run with its attempts. */
export interface RunWithExecutions {
  readonly run: RunRecord;
  readonly executions: readonly ExecutionRecord[];
}

/** An object that goes. */
export interface DoomedObject {
  readonly uri: string;
  readonly bytes: number;
}

/** A run that goes, as far as nothing that stays needs it. */
export interface DoomedRun extends RunWithExecutions {
  /** Objects of its artifacts that go. */
  readonly objects: readonly DoomedObject[];
  /** Its attempts of which the records stay, because they made what remaining runs, or kept cache entries, use. */
  readonly ancestors: ReadonlySet<string>;
}

/** What a collection would remove. */
export interface CollectionPlan {
  readonly runs: readonly DoomedRun[];
  /** Cache entries that go: expired, or of runs that go. */
  readonly cacheEntries: readonly CacheRecord[];
  /** URIs of artifacts that stay. */
  readonly needed: ReadonlySet<string>;
  /** States of all attempts that were seen, by their ids. */
  readonly seen: ReadonlyMap<string, ExecutionRecord>;
}

/** Reads all records of a store and says what the rules would remove from it. Removes nothing. */
export async function planCollection(store: ArtifactStore, rules: CollectionRules): Promise<CollectionPlan> {
  const all = await readRuns(store);
  const ranks = ranksOf(all);
  const doomed = new Set(all.filter((each) => isDoomed(each, ranks.get(each) ?? 0, rules)));
  const kept = all.filter((each) => !doomed.has(each)).flatMap(({ executions }) => executions);
  const entries = await readEntries(store);
  const live = liveEntries(entries, kept, doomed, rules);
  const needed = new Set([
    ...kept.flatMap((execution) => [...urisOf(execution, 'input'), ...urisOf(execution, 'output')]),
    ...live.flatMap(({ outputs }) => Object.values(outputs.artifacts).flatMap((list) => list.map(({ uri }) => uri))),
  ]);
  const ancestors = ancestorsOf(
    needed,
    [...doomed].flatMap(({ executions }) => executions),
    importedBy(kept, store.root),
  );
  const runs = await mapBounded([...doomed], parallel, async ({ run, executions }) => ({
    run,
    executions,
    objects: await objectsOf(store, { run, executions }, needed),
    ancestors: new Set(executions.map(({ id }) => id).filter((id) => ancestors.has(id))),
  }));
  return {
    runs,
    cacheEntries: entries.filter((entry) => !live.includes(entry)),
    needed,
    seen: new Map(all.flatMap(({ executions }) => executions.map((execution) => [execution.id, execution] as const))),
  };
}

async function readRuns(store: ArtifactStore): Promise<readonly RunWithExecutions[]> {
  const runs: RunRecord[] = [];
  let after: string | undefined;
  do {
    const page = await listRuns(store, { limit: 1000, ...(after !== undefined && { after }) });
    runs.push(...page.runs);
    after = page.next;
  } while (after !== undefined);
  return mapBounded(runs, parallel, async (run) => ({ run, executions: await listExecutions(store, run.uid) }));
}

function isDoomed(
  candidate: RunWithExecutions,
  rank: number,
  { now, olderThan, keep, pipeline, grace }: CollectionRules,
): boolean {
  const { run, executions } = candidate;
  if ((olderThan === undefined && keep === undefined) || (pipeline !== undefined && run.pipeline !== pipeline)) {
    return false;
  }
  // A time that cannot be read is NaN, of which every comparison is false: the run stays.
  const times = [run.created, ...executions.flatMap(({ started, finished }) => [started, finished ?? started])];
  const isQuiet = times.every((time) => Date.parse(time) <= now - grace);
  const isOld = olderThan === undefined || Date.parse(run.created) <= now - olderThan;
  return isQuiet && isOld && (keep === undefined || rank >= keep);
}

/**
 * How many newer runs of its pipeline there are for each run. Times of runs are whole seconds; of the runs of one second that
 * one is newer whose first task started later.
 */
function ranksOf(all: readonly RunWithExecutions[]): ReadonlyMap<RunWithExecutions, number> {
  const counts = new Map<string, number>();
  const startOf = ({ executions }: RunWithExecutions): string => executions[0]?.started ?? '';
  const newestFirst = [...all].sort(
    (left, right) =>
      Date.parse(right.run.created) - Date.parse(left.run.created) ||
      Number(startOf(right) > startOf(left)) - Number(startOf(right) < startOf(left)),
  );
  return new Map(
    newestFirst.map((each) => {
      const rank = counts.get(each.run.pipeline) ?? 0;
      counts.set(each.run.pipeline, rank + 1);
      return [each, rank] as const;
    }),
  );
}

async function readEntries(store: ArtifactStore): Promise<readonly CacheRecord[]> {
  const uris: string[] = [];
  for await (const { uri } of store.list(allCacheEntries(store.root))) {
    uris.push(uri);
  }
  const entries = await mapBounded(uris, parallel, async (uri) =>
    readRecord(store, uri, (value) => (isCacheRecord(value) ? value : undefined)),
  );
  return entries.filter((entry) => entry !== undefined);
}

function liveEntries(
  entries: readonly CacheRecord[],
  kept: readonly ExecutionRecord[],
  doomed: ReadonlySet<RunWithExecutions>,
  { now, keepCache }: CollectionRules,
): readonly CacheRecord[] {
  const used = new Set(kept.flatMap(({ cachedFrom }) => (cachedFrom === undefined ? [] : [cachedFrom.execution])));
  const doomedRuns = new Set([...doomed].map(({ run }) => run.uid));
  return entries.filter(
    ({ expires, run, execution }) =>
      !(expires !== undefined && Date.parse(expires) <= now) &&
      (keepCache === true || !doomedRuns.has(run) || used.has(execution)),
  );
}

/** What no run made: importers of many runs give it, and those that stay say where it came from. */
function importedBy(kept: readonly ExecutionRecord[], root: string): ReadonlySet<string> {
  const successes = kept.filter(({ state }) => state === 'SUCCEEDED');
  return new Set(
    successes.flatMap((execution) => urisOf(execution, 'output').filter((uri) => !uri.startsWith(`${root}/`))),
  );
}

/** The attempts that made the needed artifacts, except those whose makers are known, and what made what they used, and so on. */
export function ancestorsOf(
  needed: ReadonlySet<string>,
  executions: readonly ExecutionRecord[],
  known: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const makers = new Map<string, ExecutionRecord[]>();
  for (const execution of executions) {
    for (const uri of urisOf(execution, 'output')) {
      makers.set(uri, [...(makers.get(uri) ?? []), execution]);
    }
  }
  const found = new Set<string>();
  const wanted = [...needed];
  for (let uri = wanted.pop(); uri !== undefined; uri = wanted.pop()) {
    for (const maker of known.has(uri) ? [] : (makers.get(uri) ?? [])) {
      if (!found.has(maker.id)) {
        found.add(maker.id);
        wanted.push(...urisOf(maker, 'input'));
      }
    }
  }
  return found;
}

/** Objects below the places of these attempts. What lies elsewhere is not known to be of this run. */
async function objectsOf(
  store: ArtifactStore,
  { run, executions }: RunWithExecutions,
  needed: ReadonlySet<string>,
): Promise<readonly DoomedObject[]> {
  // A record of another hand, with something else for an id, must not make us remove what is not of this run.
  const ids = new Set(executions.map(({ id }) => id).filter((id) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id)));
  const prefix = `${runRootOf(store.root, run.pipeline, run.name)}/`;
  const objects: DoomedObject[] = [];
  for await (const { uri, bytes } of store.list(prefix)) {
    const isOwn = uri
      .slice(prefix.length)
      .split('/')
      .some((segment) => ids.has(segment));
    if (isOwn && !isPartOf(uri, needed)) {
      objects.push({ uri, bytes });
    }
  }
  return objects;
}

/** Whether an object is one of these artifacts, or lies in one. */
export function isPartOf(uri: string, artifacts: ReadonlySet<string>): boolean {
  for (let end = uri.length; end > 0; end = uri.lastIndexOf('/', end - 1)) {
    if (artifacts.has(uri.slice(0, end))) {
      return true;
    }
  }
  return false;
}
