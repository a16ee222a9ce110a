import type { ComponentSpec } from '@tiphys/contract';
import type { CacheRecord, Values } from '@tiphys/metadata';
import { readCacheEntries } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { mapBounded } from '@tiphys/storage';

/** Entries to look at before it counts as a miss: older ones matter only when newer ones lost their artifacts. */
const mostEntries = 3;

/**
 * Finds the newest entry of a key whose outputs are what the component declares and whose artifacts still exist. Throws what
 * the store throws; callers take that for a miss.
 */
export async function findCached(
  store: ArtifactStore,
  key: string,
  spec: ComponentSpec,
): Promise<CacheRecord | undefined> {
  let seen = 0;
  for await (const entry of readCacheEntries(store, key)) {
    if (hasOutputs(spec, entry.outputs) && (await artifactsExist(store, entry.outputs))) {
      return entry;
    }
    seen += 1;
    if (seen === mostEntries) {
      break;
    }
  }
  return undefined;
}

function hasOutputs(spec: ComponentSpec, outputs: Values): boolean {
  return (
    Object.keys(spec.outputs.parameters ?? {}).every((name) => Object.hasOwn(outputs.parameters, name)) &&
    Object.keys(spec.outputs.artifacts ?? {}).every((name) => Object.hasOwn(outputs.artifacts, name))
  );
}

async function artifactsExist(store: ArtifactStore, outputs: Values): Promise<boolean> {
  // An artifact without a digest never had anything in the store.
  const stored = Object.values(outputs.artifacts)
    .flat()
    .filter((artifact) => artifact.digest !== undefined);
  const found = await mapBounded(stored, 8, async ({ uri }) => store.exists(uri));
  return found.every(Boolean);
}
