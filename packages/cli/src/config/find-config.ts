import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Names of a configuration file, any of them. */
const fileNames = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `tiphys.config.${ending}`);

/** The configuration files of the nearest folder that has any. */
export interface FoundConfig {
  /** Absolute names, one if all is well. */
  readonly files: readonly string[];
  /** Files of a user whom nothing says to trust: running them would run a stranger's code. */
  readonly foreign: readonly string[];
}

/**
 * Looks for a configuration in a folder and the folders above it, up to the one that holds `.git`. A file is trusted when
 * the user, the superuser or the owner of the first folder owns it: in `/tmp`, say, anybody can leave one for others to find.
 *
 * @param userId of the user who runs this process; undefined where files have no owner
 */
export async function findConfig(folder: string, userId: number | undefined): Promise<FoundConfig | undefined> {
  const trusted = new Set([userId, 0, (await ownerOf(folder))?.uid]);
  for (let current = folder; ; current = dirname(current)) {
    const owners = await Promise.all(fileNames.map((name) => ownerOf(join(current, name))));
    const found = owners.filter((owner) => owner?.isFile === true).filter((owner) => owner !== undefined);
    if (found.length > 0) {
      const foreign = userId === undefined ? [] : found.filter(({ uid }) => !trusted.has(uid));
      return { files: found.map(({ path }) => path), foreign: foreign.map(({ path }) => path) };
    }
    if (current === dirname(current) || (await ownerOf(join(current, '.git'))) !== undefined) return undefined;
  }
}

async function ownerOf(path: string): Promise<{ path: string; uid: number; isFile: boolean } | undefined> {
  try {
    const stats = await stat(path);
    return { path, uid: stats.uid, isFile: stats.isFile() };
  } catch {
    // Not there, or not to be seen: either way it cannot be used.
    return undefined;
  }
}
