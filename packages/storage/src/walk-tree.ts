import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorMessage, TaskError } from '@tiphys/diagnostics';
import { errorCode } from './errors.ts';
import { mapBounded } from './map-bounded.ts';
import { compareBytes } from './uri.ts';

/** A file below the root of a local tree. `path` uses slashes and is empty for the root itself. */
export interface LocalFile {
  readonly path: string;
  readonly localPath: string;
  readonly bytes: number;
}

/** A local file (one entry in `files`, with an empty path) or directory. */
export interface LocalTree {
  readonly kind: 'file' | 'directory';
  readonly files: readonly LocalFile[];
  /** Paths of directories without entries; the empty path when the root itself has none. */
  readonly emptyDirectories: readonly string[];
}

/** One after the other they would take longer than what else is to do in a directory of small files. */
const parallelStats = 32;

/**
 * Lists a local tree, in the order of the paths' UTF-8 bytes. Object stores know no links, so a link counts as what it points
 * to, inside the tree or outside. Throws `TaskError`, naming the path, for what cannot be copied: a dangling link, a link to a
 * directory that it lies in, a socket, pipe or device, a path that may not be read.
 */
export async function walkTree(root: string): Promise<LocalTree> {
  const stats = await statOf(root);
  if (stats.isFile()) {
    return { kind: 'file', files: [{ path: '', localPath: root, bytes: stats.size }], emptyDirectories: [] };
  }
  const files: LocalFile[] = [];
  const emptyDirectories: string[] = [];
  const visit = async (path: string, localPath: string, ancestors: readonly string[]): Promise<void> => {
    const real = await realpath(localPath);
    if (ancestors.includes(real)) {
      throw new TaskError(`${localPath} is a link to a directory that it lies in.`);
    }
    const entries = await readdir(localPath).catch((error: unknown) => {
      throw unreadable(localPath, error);
    });
    if (entries.length === 0) {
      emptyDirectories.push(path);
    }
    const children = await mapBounded(entries, parallelStats, async (name) => {
      const child = { path: path === '' ? name : `${path}/${name}`, localPath: join(localPath, name) };
      return { child, childStats: await statOf(child.localPath) };
    });
    for (const { child, childStats } of children) {
      if (childStats.isDirectory()) {
        await visit(child.path, child.localPath, [...ancestors, real]);
      } else {
        requireFile(child.localPath, childStats);
        files.push({ ...child, bytes: childStats.size });
      }
    }
  };
  if (!stats.isDirectory()) {
    requireFile(root, stats);
  }
  await visit('', root, []);
  files.sort((left, right) => compareBytes(left.path, right.path));
  return { kind: 'directory', files, emptyDirectories: emptyDirectories.sort(compareBytes) };
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function requireFile(path: string, stats: Stats): void {
  if (!stats.isFile()) {
    throw new TaskError(
      `${path} is neither a file nor a directory (a socket, pipe or device), so it cannot be an artifact.`,
    );
  }
}

function unreadable(path: string, error: unknown): TaskError {
  switch (errorCode(error)) {
    case 'ENOENT':
      return new TaskError(`${path} cannot be copied: it is missing, or a link to something missing.`);
    case 'ELOOP':
      return new TaskError(`${path} cannot be copied: it is a link that leads to itself.`);
    case 'EACCES':
      return new TaskError(`${path} cannot be copied: permission denied.`);
    default:
      return new TaskError(`${path} cannot be copied: ${errorMessage(error)}`);
  }
}
