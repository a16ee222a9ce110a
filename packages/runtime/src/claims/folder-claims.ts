import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TaskError } from '@tiphys/diagnostics';
import { makeDirectory } from '@tiphys/storage';
import type { VolumeClaims } from './volume-claims.ts';

/** Names that Kubernetes takes for a claim, which no path can hide in. */
const validName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * Volume claims as folders of `directory`, for runs on one machine: `<name>` is the volume, `.claims/<name>.json` says
 * how it was made. Sizes and classes mean nothing here.
 */
export function createFolderClaims(directory: string): VolumeClaims {
  return {
    async create(claim) {
      const folder = claimDataFolder(directory, claim.name);
      await makeDirectory(join(directory, '.claims'));
      try {
        await mkdir(folder);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        return { annotations: await readAnnotations(noteFile(directory, claim.name)) };
      }
      await writeFile(noteFile(directory, claim.name), `${JSON.stringify(claim, undefined, 2)}\n`);
      return 'created';
    },
    async delete(name) {
      const folder = claimDataFolder(directory, name);
      try {
        await rm(folder, { recursive: true });
        await rm(noteFile(directory, name), { force: true });
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
        throw error;
      }
    },
  };
}

/** The folder that stands for the volume of a claim. Throws `TaskError` for a name that no claim can have. */
export function claimDataFolder(directory: string, name: string): string {
  if (!validName.test(name)) {
    throw new TaskError(`"${name}" cannot be the name of a volume claim.`);
  }
  return join(directory, name);
}

function noteFile(directory: string, name: string): string {
  return join(directory, '.claims', `${name}.json`);
}

async function readAnnotations(file: string): Promise<Readonly<Record<string, string>>> {
  try {
    const claim = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    return (claim['annotations'] ?? {}) as Record<string, string>;
  } catch {
    // Made by hand, or being made just now.
    return {};
  }
}
