import type { ArtifactStore } from '@tiphys/storage';
import { mapBounded } from '@tiphys/storage';
import { allRuns, artifactUsesOf, executionsOf, executionUri, runsByName, runsByPipeline, runUri } from './layout.ts';
import { readRecord } from './read-record.ts';
import type { ArtifactRecord, ExecutionRecord, RunRecord } from './records.ts';

/** Reads at a time. */
const parallel = 16;

/** Which runs, and how many of them. */
export interface ListRunsOptions {
  readonly pipeline?: string;
  /** Of one name; it counts more than `pipeline`. */
  readonly name?: string;
  /** Most runs to give; default 100. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
}

/** Some of the runs of a store, newest first. */
export interface RunPage {
  readonly runs: readonly RunRecord[];
  /** Where the next page starts; absent after the last. */
  readonly next?: string;
}

/**
 * A page of the runs of a store, newest first: one listing, which begins where the page does, and one read per run. Records that
 * cannot be read are left out.
 */
export async function listRuns(store: ArtifactStore, options: ListRunsOptions = {}): Promise<RunPage> {
  const { limit = 100, after } = options;
  const prefix = runsPrefix(store.root, options);
  const keys: string[] = [];
  let next: string | undefined;
  const from =
    after === undefined ? {} : { after: `${prefix}${after}${prefix === allRuns(store.root) ? '.json' : ''}` };
  for await (const object of store.list(prefix, from)) {
    if (keys.length >= limit) {
      next = keys.at(-1);
      break;
    }
    keys.push(object.uri.slice(prefix.length).replace(/\.json$/, ''));
  }
  const found = await mapBounded(keys, parallel, async (key) => readRunOf(store, runUri(store.root, key)));
  const runs = found.filter((run) => run !== undefined);
  return { runs, ...(next !== undefined && { next }) };
}

function runsPrefix(root: string, { name, pipeline }: ListRunsOptions): string {
  if (name !== undefined) {
    return runsByName(root, name);
  }
  return pipeline === undefined ? allRuns(root) : runsByPipeline(root, pipeline);
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
  return readExecutions(store, executionsOf(store.root, runUid));
}

/** One attempt, if there is a record of it. */
export async function readExecution(
  store: ArtifactStore,
  runUid: string,
  id: string,
): Promise<ExecutionRecord | undefined> {
  return (await readExecutions(store, `${executionUri(store.root, runUid, id)}.`))[0];
}

/** Who read or gave an artifact: one listing and one read per use, the newest runs first. */
export async function listArtifactUses(store: ArtifactStore, uri: string): Promise<ArtifactRecord[]> {
  const { artifactSchema } = await import('./schemas.ts');
  const uris: string[] = [];
  for await (const object of store.list(artifactUsesOf(store.root, uri))) {
    uris.push(object.uri);
  }
  const records = await mapBounded(uris, parallel, async (use) =>
    readRecord(store, use, (value) => artifactSchema.safeParse(value).data),
  );
  return records.filter((record) => record !== undefined && record.uri === uri) as ArtifactRecord[];
}

async function readExecutions(store: ArtifactStore, prefix: string): Promise<ExecutionRecord[]> {
  const { executionSchema } = await import('./schemas.ts');
  const uris: string[] = [];
  for await (const object of store.list(prefix)) {
    uris.push(object.uri);
  }
  const relevant = uris.filter((uri) => uri.endsWith('.json'));
  const done = new Set(relevant.filter((uri) => uri.endsWith('.done.json')).map(withoutState));
  const wanted = relevant.filter((uri) => uri.endsWith('.done.json') || !done.has(withoutState(uri)));
  const records = await mapBounded(wanted, parallel, async (uri) =>
    readRecord(store, uri, (value) => executionSchema.safeParse(value).data),
  );
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
