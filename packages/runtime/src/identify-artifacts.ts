import { createHash } from 'node:crypto';
import { errorMessage } from '@tiphys/diagnostics';
import type { ArtifactValue } from '@tiphys/contract';
import type { Values } from '@tiphys/metadata';
import { mapBounded } from '@tiphys/storage';
import type { ArtifactStore } from '@tiphys/storage';
import { readability } from './readable-uri.ts';

/** Artifacts that are looked up at a time. */
const parallel = 8;

/**
 * Input artifacts as the cache tells them apart. One that no task made has no digest, and what is at its URI may be another
 * thing by now: it is known by the versions of its objects. Where those cannot be had, `unique` makes it like no other.
 */
export async function identifyArtifacts(
  store: ArtifactStore,
  artifacts: Values['artifacts'],
  unique: string,
  warn: (message: string) => void,
): Promise<Values['artifacts']> {
  const all = Object.entries(artifacts).flatMap(([name, list]) => list.map((artifact) => ({ name, artifact })));
  const identified = await mapBounded(all, parallel, async ({ name, artifact }) => ({
    name,
    artifact: await identify(store, artifact, unique, warn),
  }));
  return Object.fromEntries(
    Object.keys(artifacts).map((key) => [
      key,
      identified.filter(({ name }) => name === key).map(({ artifact }) => artifact),
    ]),
  );
}

async function identify(
  store: ArtifactStore,
  artifact: ArtifactValue,
  unique: string,
  warn: (message: string) => void,
): Promise<ArtifactValue> {
  const { uri, digest, instance } = artifact;
  if (digest !== undefined || instance !== undefined || readability(store.reads, uri) !== 'readable') return artifact;
  try {
    return { ...artifact, instance: await versionsOf(store, uri) };
  } catch (error) {
    warn(`What is at ${uri} cannot be told: ${errorMessage(error)}`);
    return { ...artifact, instance: unique };
  }
}

/** A digest of the versions of the object at a URI and of all below it. */
async function versionsOf(store: ArtifactStore, uri: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const object of store.list(uri)) {
    if (object.uri !== uri && !object.uri.startsWith(`${uri.replace(/\/$/, '')}/`)) continue;
    hash.update(`${object.uri.slice(uri.length)}\0${String(object.bytes)}\0${object.version ?? ''}\0`);
  }
  return `versions:${hash.digest('hex')}`;
}
