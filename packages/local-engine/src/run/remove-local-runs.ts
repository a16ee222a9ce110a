import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory } from '@tiphys/storage';
import { takeLock } from '../text/process-lock.ts';
import { killLeftovers } from './kill-leftovers.ts';
import { lockFile } from './open-run.ts';
import { readJournal } from './read-journal.ts';

/**
 * Removes what a working directory keeps of runs; one that a process is at stays. Commands that a killed run has left running are
 * ended, and their temporary files go as well. A removal that was interrupted is finished by the next one.
 *
 * @returns the names of those that are gone
 */
export async function removeLocalRuns(workdir: string, names: readonly string[]): Promise<readonly string[]> {
  const removed = join(workdir, 'removed');
  const gone: string[] = [];
  for (const name of names) {
    const directory = join(workdir, 'runs', name);
    const release = await takeLock(join(directory, lockFile)).catch(ignoreMissing);
    if (typeof release !== 'function') continue;
    const journal = await readJournal(directory).catch(() => undefined);
    await killLeftovers(journal?.temporaries ?? []);
    await makeDirectory(removed);
    // At once, with the lock in it: nobody takes up a run of which a part is gone.
    await rename(directory, join(await mkdtemp(join(removed, 'run-')), name));
    gone.push(name);
  }
  await rm(removed, { recursive: true, force: true });
  return gone;
}

/** Somebody else has just removed it. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
