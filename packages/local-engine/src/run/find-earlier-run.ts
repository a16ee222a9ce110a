import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DiagnosticsError, exitCode } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { unknownRun, unknownTask } from '../diagnostics.ts';
import type { RecordedCall } from './journal.ts';
import { readJournal } from './read-journal.ts';
import type { EarlierRun } from './read-journal.ts';
import type { TaskPaths } from './task-paths.ts';

/**
 * The run of this name in a working directory.
 *
 * @throws DiagnosticsError when there is none, or it left no journal
 */
export async function findEarlierRun(workdir: string, name: string): Promise<EarlierRun> {
  const directory = join(workdir, 'runs');
  const names: readonly string[] = await readdir(directory).catch(() => []);
  const earlier = names.includes(name) ? await readJournal(join(directory, name)) : undefined;
  if (earlier === undefined) {
    throw new DiagnosticsError([unknownRun(name, names)], exitCode.usage);
  }
  return earlier;
}

/** What an earlier run was given. */
export interface RunRequest {
  /** The parameters, as it was given them. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  /** See `RunOptions.notes`. */
  readonly notes: Readonly<Record<string, string>>;
  /** The text of its manifest. */
  readonly manifest: string;
}

/**
 * What an earlier run was given when it was last started or resumed.
 *
 * @throws DiagnosticsError when there is no such run
 */
export async function readEarlierRun(workdir: string, name: string): Promise<RunRequest> {
  const { header, manifest } = await findEarlierRun(workdir, name);
  return { parameters: header.parameters, notes: header.notes ?? {}, manifest };
}

/**
 * How a task was called in a run.
 *
 * @param paths how the tasks of the run are called
 * @param path as in the result of the run
 * @throws DiagnosticsError when no such task started a command
 */
export function findCall({ calls, header }: EarlierRun, paths: TaskPaths, path: string): RecordedCall {
  // What looked into the cache for a task is not the task.
  const own = [...calls.values()].filter(({ node }) => paths.probed(node.replace(/\(\d+\)$/, '')) !== 'probe');
  const byPath = new Map(own.map((call) => [paths.of(call.node), call]));
  const call = byPath.get(path);
  if (call === undefined) {
    throw new DiagnosticsError([unknownTask(header.name, path, [...byPath.keys()])], exitCode.usage);
  }
  return call;
}
