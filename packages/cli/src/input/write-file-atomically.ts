import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InfraError, UsageError } from '@tiphys/diagnostics';
import { makeDirectory } from '@tiphys/storage';

/**
 * Writes a file as a whole or not at all: a reader sees the old text or the new one, never a part. Missing directories
 * are made. A link stays one: what it points to is replaced. What is no file, such as `/dev/null` or a pipe, is written into and
 * never replaced.
 */
export async function writeFileAtomically(file: string, text: string, cwd: string): Promise<void> {
  const target = resolve(cwd, file);
  try {
    const present = await existing(target);
    if (present === undefined || present.isFile) await replaceFile(present?.path ?? target, text);
    else await writeFile(present.path, text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'EEXIST') {
      throw new UsageError(`cannot write ${file}: there is a directory or a file in the way`, { cause: error });
    }
    throw new InfraError(`cannot write ${file}: ${message}`, { retriable: false, cause: error });
  }
}

/** What the path leads to, links followed; nothing when it leads nowhere. */
async function existing(path: string): Promise<{ readonly path: string; readonly isFile: boolean } | undefined> {
  try {
    return { path: await realpath(path), isFile: (await stat(path)).isFile() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function replaceFile(target: string, text: string): Promise<void> {
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await makeDirectory(dirname(target));
    await writeFile(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
