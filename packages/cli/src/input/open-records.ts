import { suggest, UsageError } from '@tiphys/diagnostics';
import { listExecutions, listRuns, readRun } from '@tiphys/metadata';
import type { ExecutionRecord, RunRecord } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { openStore } from '@tiphys/storage';
import type { CliIo } from '../io.ts';
import { parseStore } from './parse-store.ts';

/** Runs to look at for a uid, or for a name that may have been mistyped. */
const mostRuns = 1000;

/** Opens the store of `--store`. */
export function openRecords(store: string, io: CliIo): ArtifactStore {
  const { options, credentials } = parseStore(store, io);
  return openStore(options, credentials);
}

/**
 * Finds a run by its name (the newest of that name), by its uid, or as `latest`.
 *
 * @throws UsageError when there is none
 */
export async function findRun(store: ArtifactStore, text: string): Promise<RunRecord> {
  const named = await readRun(store, text);
  if (named !== undefined) return named;
  if (text === 'latest') {
    const newest = await latestRun(store);
    if (newest !== undefined) return newest;
  }
  const { runs } = await listRuns(store, { limit: mostRuns });
  const found = runs.find(({ uid }) => uid === text);
  if (found !== undefined) return found;
  const nearest = runs.length === 0 ? undefined : suggest(text, ['latest', ...runs.map(({ name }) => name)]);
  const hint = runs.length === 0 ? 'there are no runs in it' : 'tiphys runs lists them';
  throw new UsageError(
    `There is no run ${JSON.stringify(text)} in ${store.root}\nhint: ${nearest === undefined ? hint : `did you mean ${nearest}?`}`,
  );
}

/** Times of runs are whole seconds; of the runs of one second that one is the latest whose first task started last. */
async function latestRun(store: ArtifactStore): Promise<RunRecord | undefined> {
  const { runs } = await listRuns(store, { limit: 20 });
  const [first, ...others] = runs.filter(({ created }) => created === runs[0]?.created);
  if (first === undefined || others.length === 0) return first;
  const started = new Map<RunRecord, string>();
  for (const run of [first, ...others]) started.set(run, (await listExecutions(store, run.uid))[0]?.started ?? '');
  return others.reduce((best, run) => ((started.get(run) ?? '') > (started.get(best) ?? '') ? run : best), first);
}

/**
 * The attempts of a run, or those of one task and of what is inside it.
 *
 * @throws UsageError when there is no such task among those that ran
 */
export async function findExecutions(
  store: ArtifactStore,
  run: RunRecord,
  task: string | undefined,
): Promise<readonly ExecutionRecord[]> {
  return executionsOf(await listExecutions(store, run.uid), run, task);
}

/** As `findExecutions`, of attempts of a run that have been read. */
export function executionsOf(
  executions: readonly ExecutionRecord[],
  run: RunRecord,
  task: string | undefined,
): readonly ExecutionRecord[] {
  if (task === undefined) return executions;
  const found = executions.filter(
    ({ path }) => path === task || path.startsWith(`${task}/`) || path.startsWith(`${task}[`),
  );
  if (found.length > 0) return found;
  const paths = [...new Set(executions.map(({ path }) => path))];
  const nearest = suggest(task, paths) ?? paths.find((path) => path.endsWith(`/${task}`));
  const hint = nearest === undefined ? `tiphys runs ${run.name} lists those that ran` : `did you mean ${nearest}?`;
  throw new UsageError(`No task ${JSON.stringify(task)} ran in ${run.name}\nhint: ${hint}`);
}
