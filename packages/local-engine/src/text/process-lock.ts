import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';

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
  const own = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await writeFile(own, JSON.stringify(await describe(process.pid)));
  try {
    for (;;) {
      if (await tryLink(own, path)) {
        return () => rm(path, { force: true });
      }
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) {
        continue;
      }
      const owner = JSON.parse(text) as Owner;
      if (await lives(owner)) {
        return owner.pid;
      }
      await removeStale(path, text, `${own}-stale`);
    }
  } finally {
    await rm(own, { force: true });
  }
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

/** Removes the lock of a dead owner. If somebody else has taken it over meanwhile, the newcomer's is put back. */
async function removeStale(path: string, text: string, aside: string): Promise<void> {
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== text) {
    await tryLink(aside, path);
  }
  await rm(aside, { force: true });
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
