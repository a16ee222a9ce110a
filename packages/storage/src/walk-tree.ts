import type { Stats } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { TaskError } from '@tiphys/diagnostics';
import { mapBounded } from './map-bounded.ts';
import { statLocal } from './stat-local.ts';
import { unreadable } from './unreadable.ts';
import { compareBytes } from './uri.ts';

/** A local file or directory. Paths are below it, and use slashes. */
export interface LocalTree {
  readonly kind: 'file' | 'directory';
  /** Paths of the files; the empty path for a tree that is a file. */
  readonly files: readonly string[];
  /** Paths of directories without entries; the empty path when the root itself has none. */
  readonly emptyDirectories: readonly string[];
}

/** Links at a time that are looked behind. */
const parallelStats = 32;

/**
 * Lists a local tree, in the order of the paths' UTF-8 bytes. Object stores know no links, so a link counts as what it points
 * to, inside the tree or outside. Throws `TaskError`, naming the path, for what cannot be copied: a dangling link, a link to a
 * directory that it lies in, a socket, pipe or device, a path that may not be read.
 */
export async function walkTree(root: string): Promise<LocalTree> {
  const stats = await statLocal(root);
  if (stats.isFile()) {
    return { kind: 'file', files: [''], emptyDirectories: [] };
  }
  const files: string[] = [];
  const emptyDirectories: string[] = [];
  const visit = async (path: string, localPath: string, ancestors: readonly string[]): Promise<void> => {
    const real = await realpath(localPath);
    if (ancestors.includes(real)) {
      throw new TaskError(`${localPath} is a link to a directory that it lies in.`);
    }
    const entries = await readdir(localPath, { withFileTypes: true }).catch((error: unknown) => {
      throw unreadable(localPath, error);
    });
    if (entries.length === 0) {
      emptyDirectories.push(path);
    }
    // A directory tells what its entries are, but not what links lead to. To ask for each of thousands of files takes as long as
    // a part of their transfer.
    const directories = await mapBounded(entries, parallelStats, async (entry) => {
      const child = join(localPath, entry.name);
      const kind = entry.isFile() || entry.isDirectory() ? entry : await statLocal(child);
      if (kind.isDirectory()) return entry.name;
      requireFile(child, kind);
      files.push(path === '' ? entry.name : `${path}/${entry.name}`);
      return undefined;
    });
    for (const name of directories) {
      if (name === undefined) continue;
      await visit(path === '' ? name : `${path}/${name}`, join(localPath, name), [...ancestors, real]);
    }
  };
  if (!stats.isDirectory()) {
    requireFile(root, stats);
  }
  await visit('', root, []);
  return { kind: 'directory', files: files.sort(compareBytes), emptyDirectories: emptyDirectories.sort(compareBytes) };
}

function requireFile(path: string, kind: Pick<Stats, 'isFile'>): void {
  if (!kind.isFile()) {
    throw new TaskError(
      `${path} is neither a file nor a directory (a socket, pipe or device), so it cannot be an artifact.`,
    );
  }
}
