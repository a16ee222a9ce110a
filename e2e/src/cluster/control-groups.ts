import { existsSync } from 'node:fs';
import { readFile, readdir, rmdir } from 'node:fs/promises';
import path from 'node:path';

const HIERARCHIES = '/sys/fs/cgroup';

/**
 * Folders that a kubelet makes for the control groups of its pods, whether they are there or not: one in each hierarchy of cgroup v1, and the
 * one of v2.
 */
export async function podGroups(root: string = HIERARCHIES): Promise<readonly string[]> {
  const names = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = names.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(root, name));
  // `kubepods` itself is such a folder in v2.
  return [root, ...folders.filter((folder) => path.basename(folder) !== GROUP)].map((folder) =>
    path.join(folder, GROUP),
  );
}

const GROUP = 'kubepods';

/** Numbers of the processes that are in these groups or in groups below them; this process is never one of them. */
export async function processesOf(groups: readonly string[]): Promise<readonly number[]> {
  const lists = await Promise.all(
    (await withThoseBelow(groups)).map((folder) => readFile(path.join(folder, 'cgroup.procs'), 'utf8').catch(() => '')),
  );
  const numbers = lists.flatMap((text) => text.split('\n').map(Number));
  // A process of another name space is listed as 0, by which a signal would mean our own group; 1 is never in a pod.
  return [...new Set(numbers)].filter((pid) => pid > 1 && pid !== process.pid);
}

/** Removes groups and those below them, as far as they are empty, and gives those that are still there. */
export async function removeGroups(groups: readonly string[]): Promise<readonly string[]> {
  for (const folder of (await withThoseBelow(groups)).reverse()) await rmdir(folder).catch(() => undefined);
  return groups.filter((folder) => existsSync(folder));
}

/** Groups that are there, each before those below it. */
async function withThoseBelow(groups: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    groups.map(async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined);
      if (entries === undefined) return [];
      const below = entries.filter((entry) => entry.isDirectory());
      return [folder, ...below.map((entry) => path.join(entry.parentPath, entry.name)).sort()];
    }),
  );
  return found.flat();
}
