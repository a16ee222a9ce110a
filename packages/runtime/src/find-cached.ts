import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComponentSpec, TaskCaching } from '@tiphys/contract';
import type { CacheMiss, CacheRecord, Values } from '@tiphys/metadata';
import { readCacheEntries, sealOf } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { isObjectNotFound, mapBounded } from '@tiphys/storage';

/** Entries to look at before it counts as a miss: older ones matter only when newer ones lost their artifacts. */
const mostEntries = 3;

/** What to look for, and with what. */
export interface CacheQuery {
  readonly store: ArtifactStore;
  readonly key: string;
  readonly caching: TaskCaching;
  readonly spec: ComponentSpec;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A directory that may be made and removed again. */
  readonly scratch: string;
}

/** An entry whose outputs may be used, or why there is none. */
export type Found = { readonly hit: CacheRecord } | { readonly miss: CacheMiss };

/**
 * Finds the newest entry of a key that is young enough, has the outputs that the component declares, and whose artifacts are
 * still what was stored. Artifacts that look untouched in the store's listing are not read; others are. Throws what the store
 * throws; callers take that for a miss.
 */
export async function findCached(query: CacheQuery): Promise<Found> {
  let seen = 0;
  let first: CacheMiss | undefined;
  for await (const entry of readCacheEntries(query.store, query.key)) {
    const fault = await faultOf(entry, query);
    if (fault === undefined) {
      return { hit: entry };
    }
    first ??= fault;
    seen += 1;
    if (seen === mostEntries) {
      break;
    }
  }
  return { miss: first ?? 'none' };
}

async function faultOf(entry: CacheRecord, query: CacheQuery): Promise<CacheMiss | undefined> {
  if (isExpired(entry, query)) {
    return 'expired';
  }
  return hasOutputs(query.spec, entry.outputs) ? artifactFault(entry, query) : 'incomplete';
}

function isExpired(entry: CacheRecord, { caching, now }: CacheQuery): boolean {
  // A time that cannot be read is NaN, which is never in the past; such an entry must not live for ever.
  const alive = (until: number): boolean => now < until;
  return !(
    (entry.expires === undefined || alive(Date.parse(entry.expires))) &&
    (caching.maxAge === undefined || alive(Date.parse(entry.created) + caching.maxAge * 1000))
  );
}

function hasOutputs(spec: ComponentSpec, outputs: Values): boolean {
  return (
    Object.keys(spec.outputs.parameters ?? {}).every((name) => Object.hasOwn(outputs.parameters, name)) &&
    Object.keys(spec.outputs.artifacts ?? {}).every((name) => Object.hasOwn(outputs.artifacts, name))
  );
}

async function artifactFault(entry: CacheRecord, { store, scratch }: CacheQuery): Promise<CacheMiss | undefined> {
  // An artifact without a digest never had anything in the store.
  const stored = Object.values(entry.outputs.artifacts)
    .flat()
    .filter((artifact) => artifact.digest !== undefined);
  const faults = await mapBounded(stored, 8, async ({ uri, digest }, index): Promise<CacheMiss | undefined> => {
    const seal = await sealOf(store, uri);
    if (seal === undefined) {
      return 'lost';
    }
    const known = entry.seals !== undefined && Object.hasOwn(entry.seals, uri) ? entry.seals[uri] : undefined;
    return seal === known || (await digestOf(store, uri, join(scratch, String(index)))) === digest
      ? undefined
      : 'changed';
  });
  return faults.find((fault) => fault !== undefined);
}

/** The digest of what is stored now, which only reading all of it tells. */
async function digestOf(store: ArtifactStore, uri: string, path: string): Promise<string | undefined> {
  try {
    return (await store.downloadTree(uri, path)).digest;
  } catch (error) {
    if (isObjectNotFound(error)) {
      return undefined;
    }
    throw error;
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
