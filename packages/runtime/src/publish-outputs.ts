import { createSpilled, encodeWire, packType } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { bytesDigest, joinUri, makeDirectory } from '@tiphys/storage';
import { own } from './own.ts';
import { publishFile } from './publish-file.ts';

/** Wire texts above this size travel through the store: Argo's limits are per pod and per node (lowering-verified 1). */
const spillBytes = 48 * 1024;

/** Where outputs are published, and how. */
export interface Publication {
  readonly store: ArtifactStore;
  /** Large outputs go below it. */
  readonly taskRoot: string;
  /** Where Argo looks for the files. */
  readonly directory: string;
  /** Whether Argo collects the outputs over the iterations of a loop: wire texts are JSON strings then (`ComponentSpec.publish`). */
  readonly isCollected: boolean;
}

/**
 * Writes the outputs that the manifest reads to `<directory>/<key>`, as wire texts. A large one goes to the store, below
 * `taskRoot`, and a reference takes its place.
 */
export async function publishOutputs(
  publish: Readonly<Record<string, string>>,
  outputs: Values,
  { store, taskRoot, directory, isCollected }: Publication,
): Promise<void> {
  await makeDirectory(directory);
  const printed = (text: string): string => (isCollected ? JSON.stringify(text) : text);
  for (const [key, source] of Object.entries(publish)) {
    const value = outputAt(outputs, source);
    const wire = encodeWire(value);
    const text = printed(wire);
    const isLarge = text.length > spillBytes;
    const uri = joinUri(taskRoot, '.tiphys', `${key}.json`);
    await publishFile(directory, key, isLarge ? printed(await spill(value, wire, store, uri)) : text);
  }
}

async function spill(value: JsonValue, text: string, store: ArtifactStore, uri: string): Promise<string> {
  await store.put(uri, text);
  const reference = { uri, digest: bytesDigest(text), ...(Array.isArray(value) && { length: value.length }) };
  return encodeWire(createSpilled(reference));
}

/** The output that `parameters/<name>` or `artifacts/<name>` means; an output that there is not is `null`. */
function outputAt(outputs: Values, source: string): JsonValue {
  const slash = source.indexOf('/');
  const name = source.slice(slash + 1);
  if (!source.startsWith('artifacts/')) return own(outputs.parameters, name) ?? null;
  const artifacts = own(outputs.artifacts, name);
  // A reference stands in the input of every task that reads it, and in the status of the run each time.
  return artifacts?.map(({ type, ...artifact }) => ({ ...artifact, ...(type && { type: packType(type) }) })) ?? null;
}
