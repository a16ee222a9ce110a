import { join } from 'node:path';
import type { JsonValue } from '@tiphys/diagnostics';
import type { InputArtifact, Types } from '@tiphys/sdk';
import { isArtifactType } from '@tiphys/sdk/run-function';
import { isObjectNotFound } from '@tiphys/storage';
import type { ArtifactStore } from '@tiphys/storage';

/** The outputs of a run, with their artifacts fetched into a folder. */
export async function readOutputs(
  types: Types,
  outputs: Readonly<Record<string, JsonValue>>,
  store: ArtifactStore,
  folder: string,
): Promise<Readonly<Record<string, unknown>>> {
  const made: Record<string, unknown> = {};
  for (const [output, type] of Object.entries(types)) {
    const value = outputs[output];
    if (!isArtifactType(type) || value === undefined) {
      made[output] = value;
      continue;
    }
    const all = (Array.isArray(value) ? value : [value]) as unknown as readonly RunArtifact[];
    const artifacts = await Promise.all(
      all.map((artifact, index) => fetchArtifact(artifact, output, join(folder, output, String(index)), store)),
    );
    made[output] = type.isList ? artifacts : artifacts[0];
  }
  return made;
}

/** An artifact as the result of a run has it. */
interface RunArtifact {
  readonly name?: string;
  readonly type: string;
  readonly uri: string;
  readonly metadata?: Readonly<Record<string, JsonValue>>;
}

async function fetchArtifact(
  { name, type, uri, metadata = {} }: RunArtifact,
  output: string,
  path: string,
  store: ArtifactStore,
): Promise<InputArtifact> {
  await store.downloadTree(uri, path).catch((error: unknown) => {
    // Metrics and the like may be nothing but metadata.
    if (!isObjectNotFound(error)) throw error;
  });
  return { type, name: name ?? output, uri, path, metadata };
}
