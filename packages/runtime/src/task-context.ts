import { randomBytes } from 'node:crypto';
import type { PlaceholderValues } from '@tiphys/expr';
import type { ExecutionRecord } from '@tiphys/metadata';
import { joinUri } from '@tiphys/storage';
import type { LocalPaths } from './local-paths.ts';
import { localPaths } from './local-paths.ts';
import { placeholderValues } from './placeholder-values.ts';
import type { ResolvedInputs } from './resolve-inputs.ts';
import type { RecordKeeper, StartRecord } from './record-keeper.ts';
import { createRecordKeeper } from './record-keeper.ts';
import type { SecretMask } from './secret-mask.ts';
import { createSecretMask } from './secret-mask.ts';
import type { TaskIdentity } from './task-identity.ts';
import { taskIdentity } from './task-identity.ts';
import type { TaskEnvironment, TaskRequest } from './task-request.ts';

/** What every step of a task needs. */
export interface TaskContext {
  readonly request: TaskRequest;
  readonly identity: TaskIdentity;
  readonly paths: LocalPaths;
  readonly records: RecordKeeper;
  /** The first record of the attempt. */
  readonly started: StartRecord;
  readonly warn: (message: string) => void;
  readonly now: () => string;
  /** What placeholders stand for, once the inputs are known. */
  readonly placeholders: (inputs: ResolvedInputs) => PlaceholderValues;
  /** What must not get into records and logs. */
  readonly mask: SecretMask | undefined;
  /** Says which signal asked the task to stop before its command started, and listens no more. */
  readonly stoppedBy: () => NodeJS.Signals | undefined;
}

/** What a record gains in the course of a task. */
export type Progress = Partial<Omit<ExecutionRecord, 'state'>>;

/** Puts together what the steps of a task need. From here on signals are listened to. */
export function createTaskContext(request: TaskRequest): TaskContext {
  const { task, store } = request;
  const warn = request.warn ?? ((message) => process.stderr.write(`tiphys: warning: ${message}\n`));
  const now = (): string => (request.clock?.() ?? new Date()).toISOString();
  const identity = taskIdentity(task, store.root);
  const started: StartRecord = {
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
  return {
    request,
    ...placed(request, identity),
    records: createRecordKeeper(store, task, warn),
    started,
    warn,
    now,
    mask: createSecretMask(task.spec.secretEnv ?? [], request.env),
    stoppedBy: listenForStop(request),
  };
}

/**
 * The same for a pod that is not the first of its attempt. The other one may still be stopping, or even be cut off and at work:
 * one place for both could become a mix of what both write, so this one takes a place of its own. Whose success is recorded
 * first, that one's outputs count for both.
 */
export function besideOthers(context: TaskContext): TaskContext {
  const { request, identity } = context;
  const taskRoot = `${identity.taskRoot}.${randomBytes(6).toString('hex')}`;
  return { ...context, ...placed(request, { ...identity, taskRoot }) };
}

/** What depends on the place of the outputs. */
function placed(
  { task, store, base, localUris }: TaskRequest,
  identity: TaskIdentity,
): Pick<TaskContext, 'identity' | 'paths' | 'placeholders'> {
  const paths = localPaths(base, identity, localUris, store.reads);
  return { identity, paths, placeholders: (inputs) => placeholderValues(task, inputs, paths, identity, store.root) };
}

/** Whether the output of the task's command is kept in the store; what has no command writes nothing. */
function keepsLog({ spec, keepLog }: TaskEnvironment): boolean {
  return keepLog && spec.importer === undefined && spec.claim === undefined;
}

/** Where this process keeps the log: another pod of the same attempt has a place of its own. */
function logUri({ taskRoot }: TaskIdentity): string {
  return `${joinUri(taskRoot, '.tiphys', 'executor-logs', randomBytes(6).toString('hex'))}/`;
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
