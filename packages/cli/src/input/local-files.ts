import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RunResult } from '@tiphys/local-engine';
import { workDirectory } from './work-directory.ts';

/**
 * What a run of this folder came to. Pods without the launcher, those of manifests written by hand, leave no records in a store.
 *
 * @returns undefined for a run of elsewhere, or one that has not ended
 */
export async function readLocalResult(cwd: string, run: string): Promise<RunResult | undefined> {
  const directory = runDirectory(cwd, run);
  if (directory === undefined) return undefined;
  try {
    return JSON.parse(await readFile(join(directory, 'result.json'), 'utf8')) as RunResult;
  } catch {
    return undefined;
  }
}

/** A log file of a local run. */
export interface LocalLog {
  readonly task: string;
  /** From 0. */
  readonly attempt: number;
  readonly text: string;
}

/** The logs that a run of this folder has left, by task and attempt. */
export async function readLocalLogs(cwd: string, run: string): Promise<readonly LocalLog[]> {
  const directory = runDirectory(cwd, run);
  if (directory === undefined) return [];
  const logs = join(directory, 'logs');
  const entries = await readdir(logs, { recursive: true, withFileTypes: true }).catch(() => []);
  const found = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.log'))
    .map(async ({ parentPath, name }): Promise<LocalLog> => {
      const file = join(parentPath, name);
      const [, task = '', attempt = '0'] = /^(.*?)(?:\((\d+)\))?\.log$/s.exec(file.slice(logs.length + 1)) ?? [];
      return { task, attempt: Number(attempt), text: await readFile(file, 'utf8') };
    });
  const read = await Promise.all(found);
  return read.sort((a, b) => (a.task === b.task ? a.attempt - b.attempt : a.task < b.task ? -1 : 1));
}

/** Names come from stores; they may not lead anywhere else. */
function runDirectory(cwd: string, run: string): string | undefined {
  const runs = resolve(cwd, workDirectory, 'runs');
  const directory = resolve(runs, run);
  return directory.startsWith(`${runs}/`) ? directory : undefined;
}
