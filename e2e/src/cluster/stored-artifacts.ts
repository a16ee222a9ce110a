import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExecutionRecord } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';

/** Reads every artifact that records speak of, and gives a sentence for each that is not there or has other bytes than its digest says. */
export async function faultsOfArtifacts(
  store: ArtifactStore,
  records: readonly ExecutionRecord[],
): Promise<readonly string[]> {
  const artifacts = records.flatMap(({ outputs }) => Object.values(outputs?.artifacts ?? {}).flat());
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-artifact-'));
  const faults: string[] = [];
  try {
    for (const { uri, digest } of artifacts) {
      // Without a digest nothing was written; elsewhere is not ours to read.
      if (digest === undefined || !uri.startsWith(`${store.root}/`)) continue;
      await store
        .downloadTree(uri, path.join(folder, 'artifact'), { digest })
        .catch((error: unknown) => faults.push(`artifact ${uri}: ${String(error)}`));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return faults;
}
