import { createHash, randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

/** Who holds a lock: a process, and since when, because numbers of processes are given again. */
interface Owner {
  readonly pid: number;
  /** Clock ticks since the machine started; empty where the system does not tell. */
  readonly started: string;
}

/**
 * Takes a lock between processes, as a file with its owner. The lock of a process that is gone, however it ended, is taken
 * over.
 *
 * @returns gives the lock back; or the number of the living process that holds it
 */
export async function takeLock(path: string): Promise<(() => Promise<void>) | number> {
  // No two locks have the same text.
  const token = randomBytes(8).toString('hex');
  const own = `${path}.${token}`;
  await writeFile(own, JSON.stringify({ ...(await describe(process.pid)), token }));
  try {
    for (;;) {
      if (await tryLink(own, path)) {
        return () => rm(path, { force: true });
      }
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) {
        continue;
      }
      const owner = readOwner(text);
      if (owner !== undefined && (await lives(owner))) {
        return owner.pid;
      }
      await removeStale(path, text);
    }
  } finally {
    await rm(own, { force: true });
  }
}

/** The number of the living process that holds a lock. */
export async function lockHolder(path: string): Promise<number | undefined> {
  const owner = readOwner(await readFile(path, 'utf8').catch(() => ''));
  return owner !== undefined && (await lives(owner)) ? owner.pid : undefined;
}

/** Whether `path` could be made; it never exists without its content. */
async function tryLink(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/**
 * Removes the lock of a dead owner. Only who holds the lock on that very text may do so: otherwise a slow process would
 * remove the lock of somebody who has taken over meanwhile.
 */
async function removeStale(path: string, text: string): Promise<void> {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const release = await takeLock(`${path}-${digest}`);
  if (typeof release === 'number') {
    return;
  }
  try {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) {
      await rm(path);
    }
  } finally {
    await release();
  }
}

/** Undefined for what no version of this file wrote: nobody holds such a lock. */
function readOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner> | null;
    return typeof owner?.pid === 'number' ? { pid: owner.pid, started: owner.started ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

async function lives(owner: Owner): Promise<boolean> {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') {
      return false;
    }
  }
  return (await describe(owner.pid)).started === owner.started;
}

async function describe(pid: number): Promise<Owner> {
  // The name of a program, in parentheses, may hold anything; the start is the twentieth field after it.
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; only nobody has asked how.
  return { pid, started: fields[0] === 'Z' ? 'ended' : (fields[19] ?? '') };
}
