import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { TaskCaching } from '@tiphys/contract';
import { exitCode, isTiphysError, TaskError } from '@tiphys/diagnostics';
import { renderArguments, renderText } from '@tiphys/expr';
import type { PlaceholderValues } from '@tiphys/expr';
import type { ExecutionRecord, ExecutionState } from '@tiphys/metadata';
import { joinUri } from '@tiphys/storage';
import { cacheEntry } from './cache-entry.ts';
import { cacheKey, caching } from './cache-key.ts';
import { collectOutputs } from './collect-outputs.ts';
import { downloadInputs } from './download-inputs.ts';
import type { Found } from './find-cached.ts';
import { findCached } from './find-cached.ts';
import { identifyArtifacts } from './identify-artifacts.ts';
import { importArtifact } from './import-artifact.ts';
import type { LocalPaths } from './local-paths.ts';
import { localPaths } from './local-paths.ts';
import { createLogKeeper } from './log-keeper.ts';
import { placeholderValues } from './placeholder-values.ts';
import { prepareDirectories } from './prepare-directories.ts';
import { publishOutputs } from './publish-outputs.ts';
import { withoutContract } from './read-task-environment.ts';
import type { RecordKeeper } from './record-keeper.ts';
import { createRecordKeeper } from './record-keeper.ts';
import { runClaim } from './claims/run-claim.ts';
import type { ResolvedInputs } from './resolve-inputs.ts';
import { resolveInputs } from './resolve-inputs.ts';
import type { Command, CommandEnd } from './command.ts';
import { runCommand } from './run-command.ts';
import type { TaskIdentity } from './task-identity.ts';
import { usableHome } from './usable-home.ts';
import { taskIdentity } from './task-identity.ts';
import type { TaskEnvironment, TaskRequest, TaskResult } from './task-request.ts';

/** What every step of a task needs. */
interface TaskContext {
  readonly request: TaskRequest;
  readonly identity: TaskIdentity;
  readonly paths: LocalPaths;
  readonly records: RecordKeeper;
  /** The first record of the attempt. */
  readonly started: ExecutionRecord;
  readonly warn: (message: string) => void;
  readonly now: () => string;
  /** Says which signal asked the task to stop before its command started, and listens no more. */
  readonly stoppedBy: () => NodeJS.Signals | undefined;
}

/** What a record gains in the course of a task. */
type Progress = Partial<Omit<ExecutionRecord, 'state'>>;

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
  const { task, store } = request;
  const warn = request.warn ?? ((message) => process.stderr.write(`tiphys: warning: ${message}\n`));
  const now = (): string => (request.clock?.() ?? new Date()).toISOString();
  const identity = taskIdentity(task, store.root);
  const started: ExecutionRecord = {
    v: 1,
    kind: 'execution',
    id: identity.executionId,
    run: { uid: task.run.uid, name: task.run.name },
    pipeline: task.run.pipeline,
    path: identity.path,
    component: task.spec.component,
    node: task.run.node,
    pod: task.run.pod,
    attempt: identity.attempt,
    state: 'RUNNING',
    started: now(),
    ...(keepsLog(task) && { log: logUri(identity) }),
  };
  const context: TaskContext = {
    request,
    identity,
    paths: localPaths(request.base, identity, request.localUris),
    records: createRecordKeeper(store, task, warn),
    started,
    warn,
    now,
    stoppedBy: listenForStop(request),
  };
  const before = await context.records.finishedBefore(started);
  if (before !== undefined) {
    return publish(context, before);
  }
  context.records.started(started);
  const { state, end, progress } = await outcome(context);
  const { log: _whileRunning, ...begun } = started;
  const record = await context.records.ended({ ...begun, ...progress, ...endOf(end), state, finished: now() });
  return publish(context, record);
}

/** Whether the output of the task's command is kept in the store; what has no command writes nothing. */
function keepsLog({ spec, keepLog }: TaskEnvironment): boolean {
  return keepLog && spec.importer === undefined && spec.claim === undefined;
}

/** Where this process keeps the log: another pod of the same attempt has a place of its own. */
function logUri({ taskRoot }: TaskIdentity): string {
  return `${joinUri(taskRoot, '.tiphys', 'executor-logs', randomBytes(6).toString('hex'))}/`;
}

function endOf({ exitCode, message, detail }: CommandEnd): Progress {
  return {
    exitCode,
    ...(message !== undefined && { error: message }),
    ...(detail !== undefined && { errorDetail: detail }),
  };
}

function listenForStop({ signals, abort }: TaskRequest): () => NodeJS.Signals | undefined {
  let received: NodeJS.Signals | undefined;
  const unsubscribe = signals?.((signal) => {
    received ??= signal;
  });
  return () => {
    unsubscribe?.();
    return received ?? (abort?.aborted === true ? 'SIGTERM' : undefined);
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
    return { ...failure(error), progress };
  }
}

function failure(error: unknown): Omit<Outcome, 'progress'> {
  if (!isTiphysError(error)) {
    return { state: 'ERROR', end: unforeseen(error) };
  }
  const state = error.code === 'TASK' ? 'FAILED' : 'ERROR';
  return { state, end: { exitCode: error.exitCode, message: error.message } };
}

/** The local disk, which has an error code, or a bug, for which the stack is the only clue. */
function unforeseen(error: unknown): CommandEnd {
  if (!(error instanceof Error)) {
    return { exitCode: exitCode.internal, message: String(error) };
  }
  return 'code' in error && 'syscall' in error
    ? { exitCode: exitCode.infrastructure, message: `The task could not be run: ${error.message}` }
    : { exitCode: exitCode.internal, message: `This is a bug in Tiphys. ${error.stack ?? error.message}` };
}

async function steps(context: TaskContext, learn: (more: Progress) => void): Promise<Omit<Outcome, 'progress'>> {
  const { request, identity, paths, warn } = context;
  const { task, store } = request;
  const placeholders = (inputs: ResolvedInputs): PlaceholderValues =>
    placeholderValues(task, inputs, paths, identity, store.root);
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
  const limits = caching(task.input);
  if (limits !== undefined) {
    const artifacts = await identifyArtifacts(store, inputs.artifacts, identity.executionId, warn);
    const { key, parts } = cacheKey(
      task,
      { ...inputs, artifacts },
      renderText(task.spec.image, placeholders(inputs)) ?? '',
    );
    learn({ cacheKey: key, cacheParts: parts });
    const found = await lookUp(context, key, limits);
    if ('hit' in found) {
      const cachedFrom = { run: found.hit.run, execution: found.hit.execution };
      learn({ outputs: found.hit.outputs, cachedFrom });
      return { state: 'CACHED', end: { exitCode: 0 } };
    }
    learn({ cacheMiss: found.miss });
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
  { request, started: { log }, warn }: TaskContext,
  command: Command,
): Promise<{ readonly end: CommandEnd; readonly logKept: Promise<Progress> }> {
  if (log === undefined) {
    return { end: await runCommand(command, request), logKept: Promise.resolve({}) };
  }
  const keeper = createLogKeeper(request.store, log, warn);
  const end = await runCommand(command, { ...request, log: keeper.push });
  return { end, logKept: keeper.close().then((kept) => (kept ? { log } : {})) };
}

async function lookUp(context: TaskContext, key: string, limits: TaskCaching): Promise<Found> {
  const { request, started, now, warn, records } = context;
  try {
    const found = await findCached({
      store: request.store,
      key,
      caching: limits,
      spec: request.task.spec,
      now: Date.parse(now()),
      scratch: join(request.base, 'verify'),
    });
    return 'hit' in found && !(await records.claimed(found.hit, started)) ? { miss: 'lost' } : found;
  } catch (error) {
    warn(`The cache could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return { miss: 'unreadable' };
  }
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
  return { argv: renderArguments([...spec.command, ...spec.args], values), env };
}

/** Publishes the outputs of a success, adds it to the cache, and puts the result together. */
async function publish(context: TaskContext, record: ExecutionRecord): Promise<TaskResult> {
  context.stoppedBy();
  const cached = record.state === 'CACHED';
  if (record.outputs === undefined || (record.state !== 'SUCCEEDED' && !cached)) {
    return {
      exitCode: record.exitCode ?? 1,
      phase: record.state === 'ERROR' ? 'Error' : 'Failed',
      ...(record.error !== undefined && { message: record.error }),
      cached: false,
      record,
    };
  }
  const { task, store } = context.request;
  if (record.state === 'SUCCEEDED' && record.cacheKey !== undefined) {
    await context.records.cached(cacheEntry(record, record.cacheKey, record.outputs, caching(task.input)?.ttl));
  }
  try {
    await publishOutputs(
      task.spec.publish ?? {},
      record.outputs,
      store,
      context.identity.taskRoot,
      context.paths.outDirectory,
    );
  } catch (error) {
    const { state, end } = failure(error);
    const phase = state === 'ERROR' ? 'Error' : 'Failed';
    return { exitCode: end.exitCode, phase, message: end.message ?? '', cached, record };
  }
  return { exitCode: 0, phase: 'Succeeded', cached, record };
}
