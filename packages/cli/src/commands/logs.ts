import { resolve } from 'node:path';
import { exitCode, printJson, suggest, UsageError } from '@tiphys/diagnostics';
import { readRunLog, readRunLogs } from '@tiphys/local-engine';
import type { LocalLog } from '@tiphys/local-engine';
import { lastAttempts, listExecutions } from '@tiphys/metadata';
import type { ExecutionRecord } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { isBelow } from '@tiphys/storage';
import type { CommandContext, LogsOptions } from '../command-context.ts';
import { executionsOf, findRun, openRecords } from '../input/open-records.ts';
import { workDirectory } from '../input/work-directory.ts';
import type { CliIo } from '../io.ts';

/**
 * `tiphys logs`: what the tasks of a run wrote, from the store, or from the files that a local run leaves. Gives the exit code,
 * which is 1 when there is nothing to show.
 */
export async function logs(
  name: string,
  task: string | undefined,
  options: LogsOptions,
  { io }: CommandContext,
): Promise<number> {
  const store = openRecords(options.store, io);
  const run = await findRun(store, name);
  const recorded = await listExecutions(store, run.uid);
  // Pods of manifests written by hand have no records, but their files are here.
  if (recorded.length === 0) return printFiles(await filesOf(run.name, task, options, io), options, io);
  const all = executionsOf(recorded, run, task);
  const { attempt } = options;
  const executions = attempt === undefined ? lastAttempts(all) : all.filter((each) => each.attempt === attempt);
  const found: { readonly execution: ExecutionRecord; readonly text: string }[] = [];
  const missing: ExecutionRecord[] = [];
  for (const execution of executions) {
    const text = await readLog(store, execution, resolve(io.cwd, workDirectory));
    // The file of a task from the cache is there, and empty.
    if (text === undefined || (text === '' && execution.state === 'CACHED')) missing.push(execution);
    else found.push({ execution, text });
  }
  if (options.json === true) {
    const documents = found.map(({ execution, text }) => ({
      task: execution.path,
      attempt: execution.attempt,
      log: text,
    }));
    io.stdout.write(`${printJson({ logs: documents }, 2)}\n`);
  } else {
    for (const { execution, text } of found) {
      // One log is shown as it is, so that it can be piped on.
      if (executions.length > 1) io.stdout.write(`==> ${execution.path} <==\n`);
      io.stdout.write(executions.length > 1 && text !== '' && !text.endsWith('\n') ? `${text}\n` : text);
    }
  }
  for (const execution of missing) io.stderr.write(`${await explainMissing(store, execution)}\n`);
  return found.length === 0 ? exitCode.failed : exitCode.ok;
}

/** The logs in the files of a local run: of each task the last attempt, unless another is asked for. */
async function filesOf(
  run: string,
  task: string | undefined,
  { attempt }: LogsOptions,
  { cwd }: CliIo,
): Promise<readonly LocalLog[]> {
  const all = await readRunLogs(resolve(cwd, workDirectory), run);
  const asked = all.filter(
    (log) =>
      task === undefined || [`${task}/`, `${task}[`, `${task}\0`].some((part) => `${log.task}\0`.startsWith(part)),
  );
  if (task !== undefined && asked.length === 0 && all.length > 0) {
    const tasks = all.map((log) => log.task);
    const near = suggest(task, tasks);
    const hint = near === undefined ? `it has ${[...new Set(tasks)].join(', ')}` : `did you mean ${near}?`;
    throw new UsageError(`No task ${JSON.stringify(task)} ran in ${run}\nhint: ${hint}`);
  }
  if (attempt !== undefined) return asked.filter((log) => log.attempt === attempt);
  return asked.filter((log, index) => asked[index + 1]?.task !== log.task);
}

function printFiles(logs: readonly LocalLog[], { json }: LogsOptions, { stdout, stderr }: CliIo): number {
  if (json === true) {
    const documents = logs.map(({ task, attempt, text }) => ({ task, attempt, log: text }));
    stdout.write(`${printJson({ logs: documents }, 2)}\n`);
  } else {
    for (const { task, text } of logs) {
      if (logs.length > 1) stdout.write(`==> ${task} <==\n`);
      stdout.write(logs.length > 1 && text !== '' && !text.endsWith('\n') ? `${text}\n` : text);
    }
  }
  if (logs.length > 0) return exitCode.ok;
  stderr.write('no task of it has a log, neither in the store nor here\n');
  return exitCode.failed;
}

async function readLog(
  store: ArtifactStore,
  { log, run, path, attempt, state }: ExecutionRecord,
  workdir: string,
): Promise<string | undefined> {
  // A record may say anything; what it says must not lead out of the store.
  const kept = log === undefined || !isBelow(log, store.root) ? undefined : await readKept(store, log);
  // A task that has ended and left none of its log wrote nothing; while it runs, that may be on its way.
  if (kept !== undefined && (kept !== '' || state !== 'RUNNING')) return kept;
  return readRunLog(workdir, run.name, path, attempt);
}

/** What lies below the URI of a log, part after part; characters may go from one to the next. */
async function readKept(store: ArtifactStore, log: string): Promise<string> {
  const prefix = log.endsWith('/') ? log : `${log}/`;
  const parts: Uint8Array[] = [];
  for await (const { uri } of store.list(prefix)) {
    parts.push(await store.get(uri));
  }
  return Buffer.concat(parts).toString('utf8');
}

async function explainMissing(store: ArtifactStore, execution: ExecutionRecord): Promise<string> {
  const { path, state, pod, errorDetail, error } = execution;
  if (state === 'CACHED') return `${path}: taken from the cache, so nothing ran${await madeWhere(store, execution)}`;
  const said = [error, errorDetail].filter((text) => text !== undefined).join('\n');
  const where = `${path}: its log is neither in the store nor here; in a cluster: kubectl logs ${pod} -c main`;
  return said === '' ? where : `${where}\n${said}`;
}

/** How to see the log of the task whose outputs a task from the cache has, as long as there is a record of it. */
async function madeWhere(store: ArtifactStore, { cachedFrom }: ExecutionRecord): Promise<string> {
  if (cachedFrom === undefined) return '';
  const made = (await listExecutions(store, cachedFrom.run)).find(({ id }) => id === cachedFrom.execution);
  return made === undefined ? '' : `; it ran in ${made.run.name}: tiphys logs ${made.run.name} '${made.path}'`;
}
