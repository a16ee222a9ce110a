import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { resultFile } from './run-result.ts';
import type { RunResult } from './run-result.ts';

/** A log file of a local run. */
export interface LocalLog {
  readonly task: string;
  /** From 0. */
  readonly attempt: number;
  readonly text: string;
}

/** Where the output of an attempt goes: `<directory of the run>/logs/<path of the task>(2).log`. */
export function runLogFile(directory: string, task: string, attempt: number): string {
  return join(directory, 'logs', `${task}${attempt === 0 ? '' : `(${attempt})`}.log`);
}

/**
 * What a run of this working directory came to. Pods without the launcher, those of manifests written by hand, leave no records in a
 * store.
 *
 * @returns undefined for a run of elsewhere, or one that has not ended
 */
export async function readRunResult(workdir: string, run: string): Promise<RunResult | undefined> {
  const directory = runDirectory(workdir, run);
  if (directory === undefined) return undefined;
  try {
    return JSON.parse(await readFile(join(directory, resultFile), 'utf8')) as RunResult;
  } catch {
    return undefined;
  }
}

/** The log that an attempt of a run of this working directory has left; undefined where there is none. */
export async function readRunLog(
  workdir: string,
  run: string,
  task: string,
  attempt: number,
): Promise<string | undefined> {
  const directory = runDirectory(workdir, run);
  if (directory === undefined) return undefined;
  const file = runLogFile(directory, task, attempt);
  if (!file.startsWith(`${directory}/`)) return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as { code?: string }).code ?? '')) return undefined;
    throw error;
  }
}

/** The logs that a run of this working directory has left, by task and attempt. */
export async function readRunLogs(workdir: string, run: string): Promise<readonly LocalLog[]> {
  const directory = runDirectory(workdir, run);
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

/** Names of runs and tasks come from stores; they may not lead anywhere else. */
function runDirectory(workdir: string, run: string): string | undefined {
  const runs = resolve(workdir, 'runs');
  const directory = resolve(runs, run);
  return directory.startsWith(`${runs}/`) ? directory : undefined;
}
