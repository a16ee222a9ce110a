import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InfraError, UsageError } from '@tiphys/diagnostics';
import { makeDirectory } from '@tiphys/storage';

/**
 * Writes a file as a whole or not at all: a reader sees the old text or the new one, never a part. Missing directories
 * are made.
 */
export async function writeFileAtomically(file: string, text: string, cwd: string): Promise<void> {
  const target = resolve(cwd, file);
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await makeDirectory(dirname(target));
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'EEXIST') {
      throw new UsageError(`cannot write ${file}: there is a directory or a file in the way`, { cause: error });
    }
    throw new InfraError(`cannot write ${file}: ${message}`, { retriable: false, cause: error });
  }
}
