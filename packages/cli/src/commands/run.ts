import { resolve } from 'node:path';
import { exitCode, printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { latestRun, runManifest } from '@tiphys/local-engine';
import type { RunResult } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import type { CommandContext, RunOptions } from '../command-context.ts';
import { checkPython } from '../input/check-python.ts';
import { parseStore } from '../input/parse-store.ts';
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
export async function run(file: string | undefined, flags: RunOptions, context: CommandContext): Promise<number> {
  const { io } = context;
  const workdir = resolve(io.cwd, workDirectory);
  const options = flags.resume === 'latest' ? { ...flags, resume: (await latestRun(workdir)) ?? 'latest' } : flags;
  const store = parseStore(options.store, io);
  if (options.executor === 'process') await checkPython(options.python, io);
  const prepared = await prepareRun(file, options, context, workdir);
  if (prepared === undefined) return exitCode.failed;

  const started = io.now();
  const interruption = listenForInterrupts(io);
  const reporter = createRunReporter(io);
  let result: RunResult;
  try {
    result = await runManifest(prepared.manifest, {
      store: openStore(store.options, store.credentials),
      workdir,
      parameters: prepared.parameters,
      noCache: !options.cache,
      executor: options.executor,
      signal: interruption.signal,
      clock: () => new Date(io.now()),
      env: io.env,
      onEvent: reporter.observe,
      ...(context.program.opts<{ verbose?: boolean }>().verbose === true && { onLine: reporter.line }),
      ...(prepared.argoVersion !== undefined && { argoVersion: prepared.argoVersion }),
      ...(options.maxParallel !== undefined && { maxParallel: options.maxParallel }),
      ...(options.resume !== undefined && { resume: options.resume }),
      ...(options.only !== undefined && { only: options.only }),
      ...(options.python !== undefined && { python: options.python }),
      ...(options.secretsDir !== undefined && { secrets: resolve(io.cwd, options.secretsDir) }),
      ...(options.configMapsDir !== undefined && { configMaps: resolve(io.cwd, options.configMapsDir) }),
    });
  } finally {
    interruption.stop();
    reporter.close();
  }
  const places = describePlaces(result, store.options.root, io.cwd);
  const failures = reporter.failures().map((failure) => ({ ...failure, ...shortLog(failure.log, io.cwd) }));
  const advice = options.executor === 'process' ? adviseOnPrograms(result) : '';
  io.stderr.write(`\n${formatFailures(failures, paintFor(io.stderr, io.env))}${advice}`);
  const summary = {
    result,
    milliseconds: io.now() - started,
    places,
    shorten: (uri: string) => shortUri(uri, io.cwd),
  };
  // A document or a report, never both; a run is JSON by contract.
  if (options.json === true) io.stdout.write(`${printJson(result as unknown as JsonValue, 2)}\n`);
  else io.stdout.write(formatSummary(summary, paintFor(io.stdout, io.env)));
  const signal = interruption.received();
  if (signal !== undefined) return signalExitCode[signal];
  return result.phase === 'Succeeded' ? exitCode.ok : exitCode.failed;
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
    result: `${workDirectory}/runs/${run}/result.json`,
    ...(phase !== 'Succeeded' && { 'try again': `tiphys run --resume ${run}` }),
  };
}

function shortLog(log: string | undefined, cwd: string): { readonly log?: string } {
  return log === undefined ? {} : { log: shortPath(log, cwd) };
}
