import { resolve } from 'node:path';
import { exitCode, printJson, UsageError, visibleText } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { lastAttempts, readLineage } from '@tiphys/metadata';
import type { LineageStep } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import type { CommandContext, RecordOptions } from '../command-context.ts';
import { findExecutions, findRun, openRecords } from '../input/open-records.ts';
import { paintFor } from '../report/color.ts';
import type { Paint } from '../report/color.ts';
import { shortUri } from '../report/short-path.ts';
import { paintState } from '../report/task-state.ts';

/** `tiphys lineage`: where an artifact came from, and what came of it. Gives the exit code. */
export async function lineage(text: string, options: RecordOptions, { io }: CommandContext): Promise<number> {
  const store = openRecords(options.store, io);
  const uri = text.includes('://')
    ? text
    : (localUri(store, resolve(io.cwd, text)) ?? (await findArtifact(store, text)));
  const found = await readLineage(store, uri);
  if (options.json === true) {
    io.stdout.write(`${printJson(found as unknown as JsonValue, 2)}\n`);
    return exitCode.ok;
  }
  const paint = paintFor(io.stdout, io.env);
  const runs = new Map([...found.upstream, ...found.downstream].map(({ execution: { id, run } }) => [id, run.name]));
  const side = (heading: string, steps: readonly LineageStep[]): string =>
    [paint.bold(heading), ...steps.map((step) => drawStep(step, runs, paint, io.cwd))]
      .map((line) => `${line}\n`)
      .join('');
  io.stdout.write(`${shortUri(uri, io.cwd)}\n`);
  if (found.upstream.length > 0) io.stdout.write(side('made by', found.upstream));
  if (found.downstream.length > 0) io.stdout.write(side('used by', found.downstream));
  if (found.upstream.length + found.downstream.length === 0) io.stderr.write('no record of it\n');
  if (found.truncated) io.stderr.write('there is more; these are the nearest\n');
  return exitCode.ok;
}

/** `runs`: names of runs by the executions that are at hand. */
function drawStep(
  { distance, uri, execution }: LineageStep,
  runs: ReadonlyMap<string, string>,
  paint: Paint,
  cwd: string,
): string {
  const { run, path, state, cachedFrom } = execution;
  const source = cachedFrom && visibleText(runs.get(cachedFrom.execution) ?? `execution ${cachedFrom.execution}`);
  const from = source === undefined ? '' : paint.dim(` from ${source}`);
  const indent = '  '.repeat(distance);
  const what = `${indent}${visibleText(path)} in ${visibleText(run.name)}, ${paintState(state, paint)}${from}`;
  return distance === 1 ? what : `${what}  ${paint.dim(shortUri(uri, cwd))}`;
}

/** An artifact of a local store, by its path: so `tiphys run` and `tiphys artifacts` print it. */
function localUri({ root }: ArtifactStore, path: string): string | undefined {
  const uri = `file://${path}`;
  return uri.startsWith(`${root}/`) ? uri : undefined;
}

/** `RUN/TASK/OUTPUT`, where the task's path may have slashes of its own. */
async function findArtifact(store: ArtifactStore, text: string): Promise<string> {
  const [name = '', ...path] = text.split('/');
  const output = path.pop();
  if (output === undefined || path.length === 0) {
    throw new UsageError(
      `${JSON.stringify(text)} is no artifact: write its URI, its path in the store, or RUN/TASK/OUTPUT`,
    );
  }
  const task = path.join('/');
  const executions = await findExecutions(store, await findRun(store, name), task);
  const outputs = lastAttempts(executions).find((execution) => execution.path === task)?.outputs?.artifacts ?? {};
  const [artifact] = (Object.hasOwn(outputs, output) ? outputs[output] : undefined) ?? [];
  if (artifact === undefined) {
    const names = Object.keys(outputs);
    const hint = names.length === 0 ? 'it gave no artifacts' : `it gave ${names.join(', ')}`;
    throw new UsageError(`${task} in ${name} gave no artifact ${JSON.stringify(output)}\nhint: ${hint}`);
  }
  return artifact.uri;
}
