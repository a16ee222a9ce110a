import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Folder of everything that is built once and reused: TIPHYS_CACHE, else the user's cache folder. */
export function cacheRoot(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  return process.env['TIPHYS_CACHE'] ?? path.join(base, 'tiphys');
}

/** One thing to be built. */
export interface Build {
  /** Name with version, as in `argo-4.0.7`. */
  readonly name: string;
  /** Every text that the result depends on besides the name: a change makes a new entry. */
  readonly recipe: readonly string[];
  /** Fills the folder it is given. */
  build(folder: string): Promise<void>;
}

/**
 * Gives the folder of a build, building it if it is not there yet.
 *
 * A folder appears under its final name complete or not at all, so an interrupted build leaves no half entry (what a killed one began goes after a day). Who asks
 * for what this process builds already waits for that; two processes that build the same thing at the same time both end with a good one.
 */
export async function cached(entry: Build): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(entry.recipe)).digest('hex').slice(0, 12);
  const final = path.join(cacheRoot(), `${entry.name}-${hash}`);
  const result = running.get(final) ?? build(entry, final);
  running.set(final, result);
  try {
    return await result;
  } finally {
    running.delete(final);
  }
}

/** Builds of this process that are on their way, by their folders. */
const running = new Map<string, Promise<string>>();

/** Ends when no build of this process is on its way; then those that failed, or were stopped, have cleared away what they began. */
export async function untilNoneBuilds(): Promise<void> {
  while (running.size > 0) await Promise.allSettled(running.values());
}

async function build(entry: Build, final: string): Promise<string> {
  if (existsSync(final)) return final;
  process.stderr.write(`building ${entry.name} (kept in ${final})\n`);
  const partial = path.join(cacheRoot(), 'partial', `${entry.name}-${randomBytes(6).toString('hex')}`);
  await removeDeadBuilds(path.dirname(partial));
  await mkdir(partial, { recursive: true });
  try {
    await entry.build(partial);
    await rename(partial, final).catch((error: unknown) => {
      if (!existsSync(final)) throw error; // else another process was first
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return final;
}

/** No build takes a day: what is that old was left by one that was killed. */
const DEAD_AFTER = 24 * 3600 * 1000;

async function removeDeadBuilds(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const entry = path.join(folder, name);
    const begun = await stat(entry).catch(() => undefined);
    if (begun !== undefined && Date.now() - begun.mtimeMs > DEAD_AFTER)
      await rm(entry, { recursive: true, force: true });
  }
}
