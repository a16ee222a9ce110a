import { constants } from 'node:os';
import { TaskError } from '@tiphys/diagnostics';
import { renderArguments, renderText } from '@tiphys/expr';
import type { PlaceholderValues } from '@tiphys/expr';
import type { ExecutionState } from '@tiphys/metadata';
import { collectOutputs } from './collect-outputs.ts';
import { downloadInputs } from './download-inputs.ts';
import { failureOf } from './failure-of.ts';
import { importArtifact } from './import-artifact.ts';
import { createLogKeeper } from './log-keeper.ts';
import { lookIntoCache } from './look-into-cache.ts';
import { prepareDirectories } from './prepare-directories.ts';
import { probeCache } from './probe-cache.ts';
import { publishResult } from './publish-result.ts';
import { withoutContract } from './read-task-environment.ts';
import { runClaim } from './claims/run-claim.ts';
import { resolveInputs } from './resolve-inputs.ts';
import type { Command, CommandEnd } from './command.ts';
import { runCommand } from './run-command.ts';
import type { Progress, TaskContext } from './task-context.ts';
import { besideOthers, createTaskContext } from './task-context.ts';
import { usableHome } from './usable-home.ts';
import type { TaskRequest, TaskResult } from './task-request.ts';

/** A step's outcome: how the task ended, and what goes into its record. */
interface Outcome {
  readonly state: ExecutionState;
  readonly end: CommandEnd;
  readonly progress: Progress;
}

/**
 * Runs one task (contract C5): resolve the inputs, look into the cache, download, run the user's command, upload, record,
 * publish. Never throws for what a task or a store may do wrong; the result says it. Records are written before outputs are
 * published; trouble with records only warns, lost outputs always fail the task.
 */
export async function runTask(request: TaskRequest): Promise<TaskResult> {
  const first = createTaskContext(request);
  const { started, now } = first;
  const { probe } = request.task;
  if (probe !== undefined) {
    return probeCache(first, probe);
  }
  const before = await first.records.finishedBefore(started);
  if (before !== undefined) {
    return publishResult(first, before);
  }
  const context = (await first.records.started(started)) ? first : besideOthers(first);
  const { state, end, progress } = await outcome(context);
  const { log: _whileRunning, ...begun } = started;
  const record = await context.records.ended({
    ...begun,
    ...progress,
    ...endOf(end, context.mask),
    state,
    finished: now(),
  });
  return publishResult(context, record);
}

function endOf({ exitCode, message, detail }: CommandEnd, mask: TaskContext['mask']): Progress {
  return {
    exitCode,
    ...(message !== undefined && { error: mask?.text(message) ?? message }),
    ...(detail !== undefined && { errorDetail: mask?.text(detail) ?? detail }),
  };
}

/** Does everything up to the record, and turns errors into states. */
async function outcome(context: TaskContext): Promise<Outcome> {
  let progress: Progress = {};
  try {
    const reached = await steps(context, (more) => {
      progress = { ...progress, ...more };
    });
    return { ...reached, progress };
  } catch (error) {
    return { ...failureOf(error), progress };
  }
}

async function steps(context: TaskContext, learn: (more: Progress) => void): Promise<Omit<Outcome, 'progress'>> {
  const { request, identity, paths, warn, placeholders } = context;
  const { task, store } = request;
  const inputs = await resolveInputs(task, store, placeholders, warn);
  learn({ inputs: { parameters: inputs.parameters, artifacts: inputs.artifacts } });
  const { importer, claim } = task.spec;
  if (importer !== undefined) {
    const outputs = await importArtifact(task, importer, placeholders(inputs), identity, store);
    learn({ outputs });
    return { state: 'SUCCEEDED', end: { exitCode: 0 } };
  }
  if (claim !== undefined) {
    const outputs = await runClaim(request, claim, inputs, identity);
    learn({ outputs });
    return { state: 'SUCCEEDED', end: { exitCode: 0 } };
  }
  if (await lookIntoCache(context, inputs, learn)) {
    return { state: 'CACHED', end: { exitCode: 0 } };
  }
  await prepareDirectories(task.spec, paths);
  await downloadInputs(store, inputs.artifacts, paths, warn);
  const plain = renderCommand(context, placeholders(inputs));
  const rendered = { ...plain, env: { ...plain.env, ...(await usableHome(plain.env['HOME'], request.base)) } };
  const command = (await request.prepareCommand?.(rendered)) ?? rendered;
  const signal = context.stoppedBy();
  if (signal !== undefined) {
    const message = `The task was stopped by ${signal} before its command started.`;
    return { state: 'FAILED', end: { exitCode: 128 + constants.signals[signal], message } };
  }
  const { end, logKept } = await runLogged(context, command);
  try {
    if (end.exitCode !== 0) {
      return { state: 'FAILED', end };
    }
    const workdir = request.workdir ?? process.cwd();
    const outputs = await collectOutputs({ task, store, paths, identity, inputs, workdir, warn });
    learn({ outputs });
    return { state: 'SUCCEEDED', end };
  } finally {
    learn(await logKept);
  }
}

/** Runs the command, and keeps what it writes; the rest of the log is stored while the outputs are collected. */
async function runLogged(
  { request, started: { log }, warn, mask }: TaskContext,
  command: Command,
): Promise<{ readonly end: CommandEnd; readonly logKept: Promise<Progress> }> {
  if (log === undefined) {
    return { end: await runCommand(command, { ...request, mask }), logKept: Promise.resolve({}) };
  }
  const keeper = createLogKeeper(request.store, log, warn);
  const end = await runCommand(command, { ...request, mask, log: keeper.push });
  return { end, logKept: keeper.close().then((kept) => (kept ? { log } : {})) };
}

function renderCommand({ request }: TaskContext, values: PlaceholderValues): Command {
  const { spec } = request.task;
  const env = withoutContract(request.env);
  for (const [name, argument] of Object.entries(spec.env ?? {})) {
    env[name] = renderText(argument, values) ?? '';
  }
  if (spec.command.length === 0) {
    throw new TaskError(
      `The component "${spec.component}" has no command. Tiphys does not know the entrypoint of an image: set \`command\`.`,
    );
  }
  const argv = renderArguments([...spec.command, ...spec.args], values);
  return { argv: spec.node === true ? [process.execPath, ...argv.slice(1)] : argv, env };
}
