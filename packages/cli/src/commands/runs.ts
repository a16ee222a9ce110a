import { resolve } from 'node:path';
import { exitCode, printJson, visibleText } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { lastAttempts, listExecutions, listRuns, runState, taskTree } from '@tiphys/metadata';
import type { ExecutionRecord, ExecutionState, RunRecord, TaskNode } from '@tiphys/metadata';
import { readRunResult } from '@tiphys/local-engine';
import type { RunResult } from '@tiphys/local-engine';
import type { ArtifactStore } from '@tiphys/storage';
import type { CommandContext, RunsOptions } from '../command-context.ts';
import { findRun, openRecords } from '../input/open-records.ts';
import { defaultStore, workDirectory } from '../input/work-directory.ts';
import type { CliIo } from '../io.ts';
import { paintFor } from '../report/color.ts';
import { drawTree } from '../report/draw-tree.ts';
import { formatDuration } from '../report/format-duration.ts';
import { formatTable } from '../report/format-table.ts';
import { paintState } from '../report/task-state.ts';
import { createTaskTree } from '../report/task-tree.ts';
import type { TaskPhase } from '../report/task-tree.ts';

/** `tiphys runs`: the runs of a store, or the tasks of one of them. Gives the exit code. */
export async function runs(name: string | undefined, options: RunsOptions, { io }: CommandContext): Promise<number> {
  const store = openRecords(options.store, io);
  if (name === undefined) await printRuns(store, options, io);
  else await printRun(store, await findRun(store, name), options, io);
  return exitCode.ok;
}

/** What the tasks of a run say of it. */
interface RunOverview {
  readonly state: ExecutionState | 'PENDING';
  readonly tasks: number;
  readonly cached: number;
  readonly finished?: string;
}

function overview(executions: readonly ExecutionRecord[]): RunOverview {
  const tasks = lastAttempts(executions);
  const ends = tasks.map(({ finished }) => finished ?? '').sort();
  const state = runState(executions) ?? 'PENDING';
  const finished = state === 'RUNNING' ? undefined : ends.at(-1);
  return {
    state,
    tasks: tasks.length,
    cached: tasks.filter((task) => task.state === 'CACHED').length,
    ...(finished !== undefined && finished !== '' && { finished }),
  };
}

/** What is known of the tasks of a run: their records, or of a run without any what it left here. */
interface KnownTasks {
  readonly executions: readonly ExecutionRecord[];
  readonly result?: RunResult;
}

async function readTasks(store: ArtifactStore, { uid, name }: RunRecord, cwd: string): Promise<KnownTasks> {
  const executions = await listExecutions(store, uid);
  const result = executions.length === 0 ? await readRunResult(resolve(cwd, workDirectory), name) : undefined;
  return { executions, ...(result !== undefined && { result }) };
}

function overviewOf({ executions, result }: KnownTasks): RunOverview {
  if (result === undefined) return overview(executions);
  const leaves = Object.values(result.tasks).filter(({ exitCode: code }) => code !== undefined);
  return { state: stateOf[result.phase], tasks: leaves.length, cached: 0 };
}

const stateOf = { Succeeded: 'SUCCEEDED', Failed: 'FAILED', Error: 'ERROR' } as const;

async function printRuns(store: ArtifactStore, options: RunsOptions, io: CliIo): Promise<void> {
  const page = await listRuns(store, {
    limit: options.limit,
    ...(options.pipeline !== undefined && { pipeline: options.pipeline }),
    ...(options.after !== undefined && { after: options.after }),
  });
  const rows: (RunRecord & RunOverview)[] = [];
  for (const run of page.runs) rows.push({ ...run, ...overviewOf(await readTasks(store, run, io.cwd)) });
  if (options.json === true) {
    const documents = rows.map(({ v: _version, kind: _kind, ...row }) => row);
    const document = { runs: documents, ...(page.next !== undefined && { next: page.next }) };
    io.stdout.write(`${printJson(document, 2)}\n`);
    return;
  }
  const paint = paintFor(io.stdout, io.env);
  const head = ['RUN', 'PIPELINE', 'CREATED', 'STATE', 'TASKS', 'TIME'];
  const cells = rows.map((row) => [
    row.name,
    row.pipeline,
    row.created.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ''),
    { painted: paintState(row.state, paint) },
    row.cached === 0 ? String(row.tasks) : `${row.tasks} (${row.cached} cached)`,
    row.finished === undefined ? '' : formatDuration(Date.parse(row.finished) - Date.parse(row.created)),
  ]);
  io.stdout.write(formatTable(head, cells, paint));
  if (rows.length === 0) io.stderr.write(`${nothingListed(store, options)}\n`);
  if (page.next !== undefined) io.stderr.write(`more: tiphys runs --after ${page.next}${storeFlag(options.store)}\n`);
}

/** So that what is printed can be run as it is. */
function storeFlag(store: string): string {
  return store === defaultStore
    ? ''
    : ` --store ${/^[\w./:@-]+$/.test(store) ? store : `'${store.replaceAll("'", `'\\''`)}'`}`;
}

/** Runs may be there, and only not those that were asked for. */
function nothingListed({ root }: ArtifactStore, { pipeline, after }: RunsOptions): string {
  const what = `no ${after === undefined ? '' : 'more '}runs`;
  return pipeline === undefined ? `${what} in ${root}` : `${what} of the pipeline ${visibleText(pipeline)} in ${root}`;
}

async function printRun(store: ArtifactStore, run: RunRecord, options: RunsOptions, io: CliIo): Promise<void> {
  const known = await readTasks(store, run, io.cwd);
  const tree = taskTree(known.executions);
  const summary = overviewOf(known);
  if (options.json === true) {
    const { v: _version, kind: _kind, ...record } = run;
    io.stdout.write(`${printJson({ ...record, ...summary, tree } as unknown as JsonValue, 2)}\n`);
    return;
  }
  const paint = paintFor(io.stdout, io.env);
  const drawn = createTaskTree();
  tree.forEach((node) => update(node, drawn));
  for (const [path, { phase, cached, message, exitCode: code }] of Object.entries(known.result?.tasks ?? {})) {
    drawn.apply({ path, phase, cached, group: code === undefined, ...(message !== undefined && { message }) });
  }
  io.stdout.write(`${paint.bold(run.name)} of ${run.pipeline}, ${run.created}: ${paintState(summary.state, paint)}\n`);
  const lines = drawTree(drawn, { paint, now: io.now(), spinner: '…' });
  io.stdout.write(lines.map((line) => `  ${line}\n`).join(''));
}

function update(node: TaskNode, tree: ReturnType<typeof createTaskTree>): void {
  const last = node.attempts.at(-1);
  tree.apply({
    path: node.path,
    phase: phases[node.state],
    cached: node.state === 'CACHED',
    group: last === undefined,
    ...(last?.error !== undefined && { message: last.error }),
    ...(last?.finished !== undefined && {
      startedAt: Date.parse(last.started),
      finishedAt: Date.parse(last.finished),
    }),
  });
  node.children.forEach((child) => update(child, tree));
}

const phases: Readonly<Record<ExecutionState, TaskPhase>> = {
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  CACHED: 'Succeeded',
  FAILED: 'Failed',
  ERROR: 'Error',
};
