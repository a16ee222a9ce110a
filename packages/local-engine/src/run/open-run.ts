import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfraError } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { createRunFiles } from '../pod/run-files.ts';
import type { RunFiles } from '../pod/run-files.ts';
import { takeLock } from '../text/process-lock.ts';
import { manifestFile, openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { killLeftovers } from './kill-leftovers.ts';
import { readJournal } from './read-journal.ts';
import type { EarlierRun } from './read-journal.ts';
import { createReplay, noReplay } from './replay.ts';
import type { Replay } from './replay.ts';
import type { ResolvedRunOptions } from './run-options.ts';
import type { TaskPaths } from './task-paths.ts';

/** Name of the file that a process has in the directory of a run while it is at it. */
export const lockFile = 'lock';

/** A run of this process: its files, what was done before, and where to write down what is done. */
export interface OpenRun {
  readonly files: RunFiles;
  readonly journal: Journal;
  readonly replay: Replay;
  close(): Promise<void>;
}

/**
 * Opens the directory of a run for this process alone.
 *
 * @param manifest the text to keep with it
 * @param paths how its tasks are called
 * @param earlier the run that goes on; absent for a new one
 * @throws InfraError when another process is at it
 */
export async function openRun(
  options: ResolvedRunOptions,
  manifest: string,
  created: number,
  paths: TaskPaths,
  earlier?: EarlierRun,
): Promise<OpenRun> {
  const files = await createRunFiles(options.workdir, options.name, paths.of);
  const release = await takeLock(join(files.directory, lockFile));
  if (typeof release === 'number') {
    await files.close();
    throw new InfraError(`The run ${options.name} is going on in process ${release}. Wait for it, or stop it.`, {
      retriable: true,
    });
  }
  try {
    // Read again, now that nobody else writes to it.
    const before = earlier === undefined ? undefined : ((await readJournal(files.directory)) ?? earlier);
    if (before !== undefined) {
      await killLeftovers(before.temporaries);
      await files.removePods();
    }
    await writeFile(join(files.directory, manifestFile), manifest);
    const parameters: Readonly<Record<string, JsonValue>> = options.parameters;
    const { name, uid, argoVersion, notes } = options;
    const header = { name, uid, created, parameters, argoVersion, notes, temporary: files.temporary };
    const journal = openJournal(files.directory, header, before?.size);
    return {
      files,
      journal,
      replay: before === undefined ? noReplay : createReplay(before),
      async close() {
        journal.close();
        await files.close();
        await release();
      },
    };
  } catch (error) {
    await files.close();
    await release();
    throw error;
  }
}
