import { createSpilled, encodeWire } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { bytesDigest, joinUri, makeDirectory } from '@tiphys/storage';
import { own } from './own.ts';
import { publishFile } from './publish-file.ts';

/** Wire texts above this size travel through the store: Argo's limits are per pod and per node (lowering-verified 1). */
const spillBytes = 48 * 1024;

/**
 * Writes the outputs that the manifest reads to `<directory>/<key>`, as wire texts. A large one goes to the store, below
 * `taskRoot`, and a reference takes its place.
 */
export async function publishOutputs(
  publish: Readonly<Record<string, string>>,
  outputs: Values,
  store: ArtifactStore,
  taskRoot: string,
  directory: string,
): Promise<void> {
  await makeDirectory(directory);
  for (const [key, source] of Object.entries(publish)) {
    const value = outputAt(outputs, source);
    const text = encodeWire(value);
    const published =
      text.length <= spillBytes ? text : await spill(value, text, store, joinUri(taskRoot, '.tiphys', `${key}.json`));
    await publishFile(directory, key, published);
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
  const value = source.startsWith('artifacts/')
    ? (own(outputs.artifacts, name) as JsonValue | undefined)
    : own(outputs.parameters, name);
  return value ?? null;
}
