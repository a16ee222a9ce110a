import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a file that Argo reads. It is there whole or not at all: Argo reads what a pod left also when the launcher was killed while it
 * wrote.
 */
export async function publishFile(directory: string, name: string, text: string): Promise<void> {
  const path = join(directory, name);
  // Beside it, where a rename is possible; Argo looks for names that the manifest has only.
  const temporary = `${path}.tiphys-tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
