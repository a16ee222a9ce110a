import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ComponentSpec } from '@tiphys/contract';
import { InfraError } from '@tiphys/diagnostics';
import type { LocalPaths } from './local-paths.ts';
import { makeDirectory } from '@tiphys/storage';

/**
 * Makes the directories that user code may expect (kfp-semantics 3.3), empty: what an earlier attempt left in the same volume
 * must not pass for an output.
 */
export async function prepareDirectories(spec: ComponentSpec, paths: LocalPaths): Promise<void> {
  const { outDirectory, parameterDirectory, taskDirectory } = paths;
  try {
    for (const directory of [outDirectory, parameterDirectory, taskDirectory]) {
      await makeEmpty(directory);
    }
    for (const name of Object.keys(spec.outputs.artifacts ?? {})) {
      await makeDirectory(dirname(paths.output(name).path ?? join(taskDirectory, name)));
    }
  } catch (error) {
    throw new InfraError(`The task's directories cannot be made: ${(error as Error).message}`, {
      retriable: false,
      cause: error,
    });
  }
}

async function makeEmpty(directory: string): Promise<void> {
  try {
    mkdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') await rm(directory, { recursive: true, force: true });
    await makeDirectory(directory);
  }
}
