import { randomBytes } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import { link, readdir, readFile, realpath, rename, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorMessage, InfraError, isTiphysError } from '@tiphys/diagnostics';
import { copyFile } from './digest.ts';
import type { ObjectDriver } from './driver.ts';
import { errorCode, ObjectNotFoundError } from './errors.ts';
import type { ListOptions, ObjectInfo } from './store.ts';
import { statLocal } from './stat-local.ts';
import type { Location } from './uri.ts';
import { compareBytes } from './uri.ts';
import { makeDirectory } from './make-directory.ts';

const temporaryPrefix = '.tiphys-tmp-';

/**
 * A driver on the local file system: an object is a file, an empty directory stands for itself. Unlike in an object store, a
 * name cannot be a file and a directory at once. Objects appear whole, by rename or link; temporary files are never listed.
 */
export function createFileDriver(): ObjectDriver {
  return {
    parallel: 8,
    get: async (location) => reading(location, async () => readFile(pathOf(location))),
    put: async (location, bytes, ifAbsent) =>
      writing(location, async () => {
        if (location.key.endsWith('/')) {
          await makeDirectory(pathOf(location));
          return true;
        }
        return placed(location, ifAbsent, async (temporary) => writeFile(temporary, bytes, { flag: 'wx' }));
      }),
    head: async (location) => {
      const stats = await statOf(pathOf(location));
      return stats?.isFile() === true ? { uri: location.uri, bytes: stats.size } : undefined;
    },
    list: listFiles,
    delete: async (location) => writing(location, async () => remove(location)),
    putFile: async (localPath, location) => {
      const { size } = await statLocal(localPath);
      return writing(location, async () => {
        let digest: Awaited<ReturnType<typeof copyFile>> | undefined;
        await placed(location, false, async (temporary) => {
          digest = await copyFile(localPath, size, temporary);
        });
        return digest as NonNullable<typeof digest>;
      });
    },
    getFile: async (location, localPath) =>
      reading(location, async () => {
        const stats = await stat(pathOf(location));
        if (!stats.isFile()) {
          throw new ObjectNotFoundError(location.uri);
        }
        return copyFile(pathOf(location), stats.size, localPath);
      }),
  };
}

function pathOf(location: Location): string {
  return `/${location.key}`;
}

/** Writes a temporary file beside the target and puts it in its place. */
async function placed(
  location: Location,
  ifAbsent: boolean,
  write: (temporary: string) => Promise<void>,
): Promise<boolean> {
  const path = pathOf(location);
  const temporary = join(dirname(path), `${temporaryPrefix}${randomBytes(6).toString('hex')}`);
  try {
    await inDirectory(dirname(path), async () => write(temporary));
    if (ifAbsent) {
      return await linked(temporary, path);
    }
    await rename(temporary, path);
    return true;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Writes, and makes the directory if that is what is missing; a concurrent `delete` may remove it again while it is empty. */
async function inDirectory(directory: string, write: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      // Whether it is there now says nothing: others make it, too.
      if (errorCode(error) !== 'ENOENT' || attempt === 4) {
        throw error;
      }
    }
    await makeDirectory(directory);
  }
}

/** Gives the file its name, unless something has that. The temporary name goes in any case. */
async function linked(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') {
      throw error;
    }
    await unlink(temporary);
    return false;
  }
  await unlink(temporary);
  return true;
}

async function remove(location: Location): Promise<void> {
  const path = pathOf(location);
  const removing = location.key.endsWith('/') ? rmdir(path) : rm(path);
  try {
    await removing;
  } catch (error) {
    // Nothing there, a directory with content (its objects are deleted one by one), or a directory where a file was meant.
    if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EISDIR', 'ERR_FS_EISDIR'].includes(errorCode(error))) {
      throw error;
    }
    return;
  }
  // A directory exists only as long as something is in it, as in an object store.
  for (let parent = dirname(path); parent !== '/'; parent = dirname(parent)) {
    try {
      await rmdir(parent);
    } catch {
      return;
    }
  }
}

async function* listFiles(prefix: Location, { after = '' }: ListOptions): AsyncIterable<ObjectInfo> {
  const path = pathOf(prefix);
  const directory = path.slice(0, path.lastIndexOf('/') + 1);
  yield* listDirectory(directory, { prefix: path, after: after.replace(/^file:\/\//, '') }, []);
}

async function* listDirectory(
  directory: string,
  wanted: { readonly prefix: string; readonly after: string },
  ancestors: readonly string[],
): AsyncIterable<ObjectInfo> {
  const { prefix, after } = wanted;
  const found = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      return undefined;
    }
    throw fileError(directory, error);
  });
  if (found === undefined) {
    return;
  }
  if (found.length === 0 && directory.startsWith(prefix)) {
    if (compareBytes(directory, after) <= 0) {
      return;
    }
    yield { uri: `file://${directory}`, bytes: 0 };
    return;
  }
  const real = await realpath(directory);
  const entries = await entriesOf(directory, found, prefix);
  for (const path of entries.sort(compareBytes)) {
    if (path.endsWith('/')) {
      if (!ancestors.includes(real) && (compareBytes(path, after) > 0 || after.startsWith(path))) {
        yield* listDirectory(path, wanted, [...ancestors, real]);
      }
    } else if (compareBytes(path, after) > 0) {
      const stats = await statOf(path);
      if (stats !== undefined) {
        yield { uri: `file://${path}`, bytes: stats.size, version: `${stats.size}-${stats.mtimeMs}-${stats.ino}` };
      }
    }
  }
}

/** Paths of the files and directories that may have to do with a prefix; those of directories end in a slash. */
async function entriesOf(directory: string, found: readonly Dirent[], prefix: string): Promise<string[]> {
  const entries: string[] = [];
  for (const entry of found) {
    const path = directory + entry.name;
    if (!entry.name.startsWith(temporaryPrefix) && (path.startsWith(prefix) || prefix.startsWith(`${path}/`))) {
      // What a link is, only its target says; all others need no look, however many there are.
      const kind = entry.isSymbolicLink() ? await statOf(path) : entry;
      if (kind?.isDirectory() === true) {
        entries.push(`${path}/`);
      } else if (kind?.isFile() === true) {
        entries.push(path);
      }
    }
  }
  return entries;
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) {
      return undefined;
    }
    throw fileError(path, error);
  }
}

async function reading<T>(location: Location, run: () => Promise<T>): Promise<T> {
  return writing(location, async () => {
    try {
      return await run();
    } catch (error) {
      throw ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errorCode(error))
        ? new ObjectNotFoundError(location.uri, error)
        : error;
    }
  });
}

async function writing<T>(location: Location, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw fileError(pathOf(location), error);
  }
}

function fileError(path: string, error: unknown): unknown {
  const code = errorCode(error);
  return code === '' || isTiphysError(error)
    ? error
    : new InfraError(`The file store failed at ${path}: ${errorMessage(error)}`, {
        retriable: ['EAGAIN', 'EBUSY', 'EMFILE', 'ENFILE', 'EINTR'].includes(code),
        cause: error,
      });
}
