import { printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import type { RunKey } from './layout.ts';
import { artifactUseUri, cacheEntryUri, executionUri, runIndexUris, runKey, runUri } from './layout.ts';
import type { ArtifactRecord, CacheRecord, ExecutionRecord, RunRecord } from './records.ts';

/**
 * Records that a run exists, unless that is known. Any task of the run may call it, at any time: the first call wins. The index
 * objects come first, so that a record that can be read can also be found.
 */
export async function writeRun(store: ArtifactStore, run: RunKey): Promise<void> {
  const uri = runUri(store.root, runKey(run));
  if ((await store.head(uri)) !== undefined) {
    return;
  }
  await Promise.all(runIndexUris(store.root, run).map(async (index) => store.put(index, '')));
  const record: RunRecord = {
    v: 1,
    kind: 'run',
    uid: run.uid,
    name: run.name,
    pipeline: run.pipeline,
    created: run.created,
  };
  await store.putIfAbsent(uri, print(record));
}

/**
 * Records a state of an attempt. States never overwrite each other: each has an object of its own, and those of pods that run at
 * the same time under one execution id are told apart by `writer`. Of several successes the first counts; the answer is whether
 * this call was that one (always `true` for other states).
 */
export async function writeExecution(store: ArtifactStore, record: ExecutionRecord, writer: string): Promise<boolean> {
  const prefix = executionUri(store.root, record.run.uid, record.id);
  switch (record.state) {
    case 'SUCCEEDED':
    case 'CACHED':
      return store.putIfAbsent(`${prefix}.done.json`, print(record));
    case 'RUNNING':
      await store.put(`${prefix}.started-${writer}.json`, print(record));
      return true;
    case 'FAILED':
    case 'ERROR':
      await store.put(`${prefix}.failed-${writer}.json`, print(record));
      return true;
  }
}

/**
 * Records that an attempt has started, and says whether this is the first time: of several pods of one attempt, however close
 * together, exactly one is the first. The place of the outputs is that one's.
 */
export async function writeStart(
  store: ArtifactStore,
  record: ExecutionRecord & { readonly state: 'RUNNING' },
  writer: string,
): Promise<boolean> {
  const prefix = executionUri(store.root, record.run.uid, record.id);
  if (await store.putIfAbsent(`${prefix}.started-first.json`, print(record))) return true;
  await writeExecution(store, record, writer);
  return false;
}

/** Adds a cache entry. Entries are never replaced; the newest that still holds counts. */
export async function writeCacheEntry(store: ArtifactStore, record: CacheRecord): Promise<void> {
  await store.put(cacheEntryUri(store.root, record), print(record));
}

/** Records that an attempt read or gave an artifact. `created` is the run's. Writing it again changes nothing. */
export async function writeArtifactUse(store: ArtifactStore, record: ArtifactRecord, created: string): Promise<void> {
  await store.put(artifactUseUri(store.root, record, created), print(record));
}

function print(record: ArtifactRecord | RunRecord | ExecutionRecord | CacheRecord): string {
  return printJson(record as unknown as JsonValue);
}
