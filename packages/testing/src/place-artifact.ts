import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { JsonValue } from '@tiphys/diagnostics';
import type { GivenArtifact } from './values.ts';

/** A given artifact, as a file or a folder of this machine. */
export interface PlacedArtifact {
  readonly path: string;
  readonly metadata: Readonly<Record<string, JsonValue>>;
}

/** The artifacts that a test gives for one input; texts become files in a folder. */
export function placeArtifacts(
  input: string,
  given: GivenArtifact | readonly GivenArtifact[],
  folder: string,
): Promise<readonly PlacedArtifact[]> {
  const all: readonly GivenArtifact[] = Array.isArray(given) ? given : [given];
  return Promise.all(
    all.map(async (artifact, index) => {
      const { metadata = {} } = artifact;
      if ('path' in artifact) return { path: resolve(artifact.path), metadata };
      const path = join(folder, `${input}-${String(index)}`);
      await writeFile(path, artifact.text);
      return { path, metadata };
    }),
  );
}
