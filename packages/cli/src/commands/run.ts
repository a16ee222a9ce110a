import { resolve } from 'node:path';
import { exitCode, printJson, UsageError } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { latestRun, readEarlierRun, resultFile, runManifest } from '@tiphys/local-engine';
import type { RunOptions as EngineOptions, RunRequest, RunResult } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import type { CommandContext, RunOptions } from '../command-context.ts';
import { checkPython } from '../input/check-python.ts';
import { parseStore } from '../input/parse-store.ts';
import { chooseFlags, keptFlags } from '../input/remembered-flags.ts';
import { readStorePlaces } from '../input/store-places.ts';
import { workDirectory } from '../input/work-directory.ts';
import { prepareRun } from '../input/prepare-run.ts';
import type { CliIo, InterruptSignal } from '../io.ts';
import { paintFor } from '../report/color.ts';
import { createRunReporter } from '../report/run-reporter.ts';
import { shortPath, shortUri } from '../report/short-path.ts';
import { adviseOnPrograms, formatFailures, formatSummary } from '../report/run-summary.ts';

/** What a shell expects of a process that a signal ended: 128 and its number. */
const signalExitCode: Record<InterruptSignal, number> = { SIGINT: 130, SIGTERM: 143 };

/** `tiphys run`: compiles, then runs the manifest on this machine. Gives the exit code. */
export async function run(file: string | undefined, given: RunOptions, context: CommandContext): Promise<number> {
  const { io } = context;
  const workdir = resolve(io.cwd, workDirectory);
  const options = given.resume === 'latest' ? { ...given, resume: (await latestRun(workdir)) ?? 'latest' } : given;
  checkFlags(file, options);
  const earlier = options.resume === undefined ? undefined : await readEarlierRun(workdir, options.resume);
  const flags = chooseFlags(options, earlier?.notes ?? {}, io.cwd);
  warnOfOtherStore(options, flags.store, earlier, io);
  const chosen = parseStore(flags.store, io);
  await checkInterpreter(flags, options, io);
  const prepared = await prepareRun(file, options, context, earlier);
  if (prepared === undefined) return exitCode.failed;
  const places = await readStorePlaces(prepared.manifest ?? earlier?.manifest ?? '', { env: io.env, ...flags });

  const started = io.now();
  const interruption = listenForInterrupts(io);
  const reporter = createRunReporter(io);
  let result: RunResult;
  try {
    result = await runManifest(prepared.manifest, {
      store: openStore({ ...chosen.options, places }, chosen.credentials),
      workdir,
      parameters: prepared.parameters,
      noCache: !options.cache,
      freshPython: options.freshPython === true,
      ...engineOptions(flags),
      signal: interruption.signal,
      clock: () => new Date(io.now()),
      env: io.env,
      onEvent: reporter.observe,
      ...(context.program.opts<{ verbose?: boolean }>().verbose === true && { onLine: reporter.line }),
      ...(prepared.argoVersion !== undefined && { argoVersion: prepared.argoVersion }),
      ...(options.maxParallel !== undefined && { maxParallel: options.maxParallel }),
      ...(options.resume !== undefined && { resume: options.resume }),
      ...(options.only !== undefined && { only: options.only }),
    });
  } finally {
    interruption.stop();
    reporter.close();
  }
  const shown = describePlaces(result, chosen.options.root, io.cwd);
  const failures = reporter.failures().map((failure) => ({ ...failure, ...shortLog(failure.log, io.cwd) }));
  const advice = flags.executor === 'process' ? adviseOnPrograms(result) : '';
  io.stderr.write(`\n${formatFailures(failures, paintFor(io.stderr, io.env))}${advice}`);
  const summary = {
    result,
    milliseconds: io.now() - started,
    places: shown,
    shorten: (uri: string) => shortUri(uri, io.cwd),
  };
  // A document or a report, never both; a run is JSON by contract.
  if (options.json === true) io.stdout.write(`${printJson(result as unknown as JsonValue, 2)}\n`);
  else io.stdout.write(formatSummary(summary, paintFor(io.stdout, io.env)));
  const signal = interruption.received();
  if (signal !== undefined) return signalExitCode[signal];
  return result.phase === 'Succeeded' ? exitCode.ok : exitCode.failed;
}

/** A store that was given again wins, but what is in the other one is not found there. */
function warnOfOtherStore(
  { resume = '' }: RunOptions,
  store: string,
  earlier: RunRequest | undefined,
  io: CliIo,
): void {
  const before = earlier?.notes['store'] ?? store;
  if (before !== store) io.stderr.write(`warning: what ${resume} did is in ${before}, not in ${store}\n`);
}

/** In containers images have their own Python, so there is nothing to choose. */
async function checkInterpreter(
  { executor, python }: ReturnType<typeof chooseFlags>,
  given: RunOptions,
  io: CliIo,
): Promise<void> {
  if (executor === 'process') return checkPython(python, io);
  if (given.python === undefined) return;
  io.stderr.write(`warning: --python means nothing with --executor ${executor}: images have their own\n`);
}

/** What the engine is told of the flags that a run keeps. */
function engineOptions(
  flags: ReturnType<typeof chooseFlags>,
): Pick<EngineOptions, 'executor' | 'notes' | 'python' | 'secrets' | 'configMaps'> {
  const { executor, python, secretsDir, configMapsDir } = flags;
  return {
    executor,
    notes: keptFlags(flags),
    ...(python !== undefined && { python }),
    ...(secretsDir !== undefined && { secrets: secretsDir }),
    ...(configMapsDir !== undefined && { configMaps: configMapsDir }),
  };
}

function checkFlags(file: string | undefined, { resume, only }: RunOptions): void {
  if (file === undefined && resume === undefined) {
    throw new UsageError('there is nothing to run\nhint: tiphys run FILE, or tiphys run --resume RUN');
  }
  if (only !== undefined && resume === undefined) {
    throw new UsageError('--only needs a run that has the inputs of the task\nhint: --resume RUN');
  }
}

interface Interruption {
  readonly signal: AbortSignal;
  readonly received: () => InterruptSignal | undefined;
  readonly stop: () => void;
}

/** The first interruption stops the run; the second one ends the process. */
function listenForInterrupts(io: CliIo): Interruption {
  const controller = new AbortController();
  let received: InterruptSignal | undefined;
  const stop = io.onInterrupt((signal) => {
    if (received !== undefined) {
      io.exit(signalExitCode[signal]);
      return;
    }
    received = signal;
    io.stderr.write('\nstopping: running tasks are told to end; once more ends everything at once\n');
    controller.abort();
  });
  return { signal: controller.signal, received: () => received, stop };
}

function describePlaces({ run, pipeline, phase, tasks }: RunResult, root: string, cwd: string): Record<string, string> {
  const artifacts = `${root}/${pipeline}/${run}`;
  // A run that made none, or took all of them from the cache, has no such place.
  const made = Object.values(tasks)
    .flatMap((task) => Object.values(task.artifacts).flat())
    .some(({ uri }) => uri.startsWith(`${artifacts}/`));
  return {
    ...(made && { artifacts: shortUri(artifacts, cwd) }),
    logs: `${workDirectory}/runs/${run}/logs`,
    result: `${workDirectory}/runs/${run}/${resultFile}`,
    ...(phase !== 'Succeeded' && { 'try again': `tiphys run --resume ${run}` }),
  };
}

function shortLog(log: string | undefined, cwd: string): { readonly log?: string } {
  return log === undefined ? {} : { log: shortPath(log, cwd) };
}
