import { createHash } from 'node:crypto';
import type { ArtifactStore } from '@tiphys/storage';
import { mapBounded } from '@tiphys/storage';
import { isCacheRecord, isExecutionRecord } from './is-record.ts';
import { cacheEntriesOf, cacheEntryUri, executionsOf, executionUri } from './layout.ts';
import { readRecord } from './read-record.ts';
import type { CacheRecord, ExecutionRecord } from './records.ts';

// All that a task reads; see is-record.ts.

const readsAtATime = 8;

/** The record of an attempt that has already succeeded, if it has. */
export async function readFinished(
  store: ArtifactStore,
  runUid: string,
  id: string,
): Promise<ExecutionRecord | undefined> {
  const record = await readRecord(store, `${executionUri(store.root, runUid, id)}.done.json`, (value) =>
    isExecutionRecord(value) ? value : undefined,
  );
  return record?.id === id ? record : undefined;
}

/** What failed in a run so far, every attempt of it, in no order that means anything. Reads only the records of failures. */
export async function readFailures(store: ArtifactStore, runUid: string): Promise<readonly ExecutionRecord[]> {
  const uris: string[] = [];
  for await (const { uri } of store.list(executionsOf(store.root, runUid))) {
    if (/\.failed-[^/]*\.json$/.test(uri)) {
      uris.push(uri);
    }
  }
  const records = await mapBounded(uris, readsAtATime, async (uri) =>
    readRecord(store, uri, (value) => (isExecutionRecord(value) ? value : undefined)),
  );
  return records.filter((record) => record !== undefined && record.run.uid === runUid) as readonly ExecutionRecord[];
}

/** The entries of a cache key, newest first, read one by one as they are asked for. */
export async function* readCacheEntries(store: ArtifactStore, key: string): AsyncIterable<CacheRecord> {
  for await (const object of store.list(cacheEntriesOf(store.root, key))) {
    const entry = await readRecord(store, object.uri, (value) => (isCacheRecord(value) ? value : undefined));
    if (entry !== undefined && entry.key === key) {
      yield entry;
    }
  }
}

/** Whether an entry is still there. Whoever removes entries does so before their artifacts. */
export async function hasCacheEntry(store: ArtifactStore, entry: CacheRecord): Promise<boolean> {
  return (await store.head(cacheEntryUri(store.root, entry))) !== undefined;
}

/**
 * What the store's listing says of an artifact: the names, sizes and versions of its objects. `undefined` when there is nothing.
 * Equal seals mean equal content; other seals need not mean other content.
 */
export async function sealOf(store: ArtifactStore, uri: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  let objects = 0;
  // The artifact's own object comes first in its listing, then those of its neighbours whose names begin alike.
  for (const prefix of [uri, `${uri}/`]) {
    for await (const object of store.list(prefix)) {
      if (prefix === uri && object.uri !== uri) {
        break;
      }
      hash.update(`${object.uri.slice(uri.length)}\0${object.bytes}\0${object.version ?? ''}\n`);
      objects += 1;
    }
  }
  return objects === 0 ? undefined : hash.digest('hex').slice(0, 32);
}
