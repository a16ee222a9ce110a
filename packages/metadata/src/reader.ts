import { parseJson } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import { isObjectNotFound, mapBounded } from '@tiphys/storage';
import { cacheEntriesOf, executionsOf, recordsRoot, runsByName, runsByPipeline, runUri } from './layout.ts';
import type { CacheRecord, ExecutionRecord, RunRecord } from './records.ts';

/** Reads at a time. */
const parallel = 16;

/** Which runs, and how many of them. */
export interface ListRunsOptions {
  readonly pipeline?: string;
  /** Most runs to give; default 100. */
  readonly limit?: number;
}

/** The runs of a store, newest first: one listing and one read per run. Records that cannot be read are left out. */
export async function listRuns(store: ArtifactStore, options: ListRunsOptions = {}): Promise<RunRecord[]> {
  const { pipeline, limit = 100 } = options;
  const prefix = pipeline === undefined ? `${recordsRoot(store.root)}/runs/` : runsByPipeline(store.root, pipeline);
  const keys: string[] = [];
  for await (const object of store.list(prefix)) {
    if (keys.length >= limit) {
      break;
    }
    keys.push(object.uri.slice(prefix.length).replace(/\.json$/, ''));
  }
  const runs = await mapBounded(keys, parallel, async (key) => readRunOf(store, runUri(store.root, key)));
  return runs.filter((run) => run !== undefined);
}

/** The newest run of that name, if there is one. */
export async function readRun(store: ArtifactStore, name: string): Promise<RunRecord | undefined> {
  const prefix = runsByName(store.root, name);
  for await (const object of store.list(prefix)) {
    const run = await readRunOf(store, runUri(store.root, object.uri.slice(prefix.length)));
    if (run !== undefined) {
      return run;
    }
  }
  return undefined;
}

/**
 * The attempts of a run, in the order in which they started: one listing and one read per attempt. Of an attempt's records the
 * most final counts: success, else the newest failure, else the start.
 */
export async function listExecutions(store: ArtifactStore, runUid: string): Promise<ExecutionRecord[]> {
  const uris: string[] = [];
  for await (const object of store.list(executionsOf(store.root, runUid))) {
    uris.push(object.uri);
  }
  const relevant = uris.filter((uri) => uri.endsWith('.json'));
  const done = new Set(relevant.filter((uri) => uri.endsWith('.done.json')).map(withoutState));
  const wanted = relevant.filter((uri) => uri.endsWith('.done.json') || !done.has(withoutState(uri)));
  const records = await mapBounded(wanted, parallel, async (uri) => readExecutionOf(store, uri));
  const best = new Map<string, ExecutionRecord>();
  for (const record of records) {
    const known = record && best.get(record.id);
    if (record !== undefined && (known === undefined || isLater(record, known))) {
      best.set(record.id, record);
    }
  }
  return [...best.values()].sort(
    (left, right) => compare(left.started, right.started) || compare(left.path, right.path),
  );
}

/** The record of an attempt that has already succeeded, if it has. */
export async function readFinished(
  store: ArtifactStore,
  runUid: string,
  id: string,
): Promise<ExecutionRecord | undefined> {
  return readExecutionOf(store, `${executionsOf(store.root, runUid)}${id}.done.json`);
}

/** The entries of a cache key, newest first, read one by one as they are asked for. */
export async function* readCacheEntries(store: ArtifactStore, key: string): AsyncIterable<CacheRecord> {
  for await (const object of store.list(cacheEntriesOf(store.root, key))) {
    const { cacheSchema } = await import('./schemas.ts');
    const entry = await readRecord(store, object.uri, (value) => cacheSchema.safeParse(value).data);
    if (entry !== undefined && entry.key === key) {
      yield entry;
    }
  }
}

function withoutState(uri: string): string {
  return uri.replace(/\.[^./]*\.json$/, '');
}

function isLater(record: ExecutionRecord, known: ExecutionRecord): boolean {
  if ((record.state === 'RUNNING') !== (known.state === 'RUNNING')) {
    return known.state === 'RUNNING';
  }
  return compare(record.finished ?? record.started, known.finished ?? known.started) > 0;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

async function readRunOf(store: ArtifactStore, uri: string): Promise<RunRecord | undefined> {
  const { runSchema } = await import('./schemas.ts');
  return readRecord(store, uri, (value) => runSchema.safeParse(value).data);
}

async function readExecutionOf(store: ArtifactStore, uri: string): Promise<ExecutionRecord | undefined> {
  const { executionSchema } = await import('./schemas.ts');
  return readRecord(store, uri, (value) => executionSchema.safeParse(value).data);
}

/** Reads an object as a record; `undefined` when it is missing, no JSON, or of another shape or version. */
async function readRecord<T>(
  store: ArtifactStore,
  uri: string,
  parse: (value: unknown) => T | undefined,
): Promise<T | undefined> {
  try {
    return parse(parseJson(Buffer.from(await store.get(uri)).toString('utf8')));
  } catch (error) {
    if (isObjectNotFound(error) || error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
