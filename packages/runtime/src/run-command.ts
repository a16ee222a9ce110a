import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable, Writable } from 'node:stream';
import { constants } from 'node:os';
import { getSystemErrorMessage, getSystemErrorName } from 'node:util';
import { TaskError } from '@tiphys/diagnostics';
import type { Tail } from './failure-tail.ts';
import { createTail, failureTail } from './failure-tail.ts';
import type { Command, CommandEnd } from './command.ts';
import { killAtExit } from './kill-at-exit.ts';
import type { SecretMask } from './secret-mask.ts';
import type { ProcessExit, RunningCommand } from './running-command.ts';
import { runningChild } from './running-command.ts';
import type { MemoryEvents, TaskRequest } from './task-request.ts';
import type { SystemError } from './why-not-started.ts';
import { whyNotStarted } from './why-not-started.ts';

type Surroundings = Pick<
  TaskRequest,
  | 'workdir'
  | 'stdout'
  | 'stderr'
  | 'signals'
  | 'graceMilliseconds'
  | 'abort'
  | 'killAfterMilliseconds'
  | 'supervisor'
  | 'memoryEvents'
  | 'onLongCommand'
  | 'startCommand'
> & {
  /** Takes what comes through this process on both streams, in the order in which it comes. */
  readonly log?: (chunk: Uint8Array) => void;
  /** What must not get into the log, nor into what is told of a failure. What is passed on stays as it is. */
  readonly mask?: SecretMask | undefined;
};

/**
 * Runs the user's command in a process group of its own, so that a signal sent to the launcher's group does not reach it
 * twice, and passes each signal on exactly once. When the command ends, whatever it left running in its group is killed, as
 * the end of a container would. Throws `TaskError` for a command line that no system could run.
 */
export async function runCommand(command: Command, surroundings: Surroundings): Promise<CommandEnd> {
  if (command.argv.length === 0) {
    throw new TaskError(
      'The component has no command. Tiphys does not know the entrypoint of an image: set `command`.',
    );
  }
  const workdir = surroundings.workdir ?? process.cwd();
  const memoryBefore = surroundings.memoryEvents?.();
  const started = (await startElsewhere(command, workdir, surroundings)) ?? start(command, workdir, surroundings);
  if (started instanceof Error) {
    return whyNotStarted(command, workdir, started);
  }
  const { child, report } = started;
  const forwarding = forwardSignals(child, surroundings);
  const long = setTimeout(() => surroundings.onLongCommand?.(), longMilliseconds);
  const tail = createTail();
  const { log, mask } = surroundings;
  const logs = log === undefined ? [] : [log];
  const unread = [listen(child.stdout, mask, logs), listen(child.stderr, mask, [...logs, (chunk) => tail.push(chunk)])];
  try {
    const end = await ended(child);
    for (const rest of unread) rest();
    const error = 'error' in end ? end.error : await report;
    if (error !== undefined || 'error' in end) {
      return await whyNotStarted(command, workdir, error as SystemError);
    }
    const memory = surroundings.memoryEvents?.();
    return withDetail(forwarding.explain(describeEnd(end.code, end.signal, memoryBefore, memory)), tail);
  } finally {
    clearTimeout(long);
    forwarding.stop();
  }
}

/** A command that ends sooner is not worth any effort. */
const longMilliseconds = 500;

/** Hands what a stream says to listeners, masked. What the mask still holds back in the end comes by the function that is given. */
function listen(
  stream: Readable | null,
  mask: SecretMask | undefined,
  listeners: readonly ((chunk: Uint8Array) => void)[],
): () => void {
  if (stream === null || listeners.length === 0) return () => undefined;
  const masked = mask?.stream();
  const tell = (chunk: Uint8Array): void => {
    if (chunk.length > 0) for (const listener of listeners) listener(chunk);
  };
  stream.on('data', (chunk: Buffer) => tell(masked === undefined ? chunk : masked.push(chunk)));
  return () => {
    if (masked !== undefined) tell(masked.end());
  };
}

function withDetail(end: CommandEnd, tail: Tail): CommandEnd {
  const detail = end.exitCode === 0 ? undefined : failureTail(tail.text());
  return detail === undefined ? end : { ...end, detail };
}

interface Started {
  readonly child: RunningCommand;
  /** What the supervisor says about a command that it could not start. */
  readonly report: Promise<SystemError | undefined>;
}

/** The command, started by whoever does it in another way; undefined when it is to be started as usual. */
async function startElsewhere(
  command: Command,
  cwd: string,
  { stdout, stderr, startCommand }: Surroundings,
): Promise<Started | undefined> {
  const child = await startCommand?.(command, cwd);
  if (child === undefined) return undefined;
  passOn(child.stdout, stdout);
  passOn(child.stderr, stderr);
  return { child, report: Promise.resolve(undefined) };
}

function start(
  { argv, env }: Command,
  cwd: string,
  { stdout, stderr, supervisor }: Surroundings,
): Started | SystemError {
  const [program = '', ...args] = [...(supervisor ?? []), ...argv];
  // The user's command reads what the pod gives it; local tasks share a terminal that none of them may read.
  const stdin = supervisor !== undefined || (!stdout && !stderr) ? 'inherit' : 'ignore';
  try {
    const child = spawn(program, args, {
      cwd,
      env: { ...env },
      detached: true,
      stdio: [
        stdin,
        stdout ? 'pipe' : 'inherit',
        stderr ? 'pipe' : 'inherit',
        ...(supervisor === undefined ? [] : ['pipe' as const]),
      ],
    });
    passOn(child.stdout, stdout);
    passOn(child.stderr, stderr);
    return { child: runningChild(child), report: supervisorReport(child) };
  } catch (error) {
    // Some failures of the system are thrown, others come as events.
    if (error instanceof Error && 'syscall' in error) {
      return error;
    }
    // What remains is what Node checks itself: NUL in an argument.
    throw new TaskError(`The command cannot be started: ${(error as Error).message}`, { cause: error });
  }
}

/** Passes output on, as fast as it is taken. When nobody takes it any more, the command goes on without a reader. */
function passOn(from: Readable | null, to: Writable | undefined): void {
  if (from === null || to === undefined) {
    return;
  }
  const drain = (): void => void from.resume();
  from.pipe(to, { end: false });
  to.once('error', drain);
  from.once('close', () => to.off('error', drain));
}

/** What the supervisor says about a command that it could not start: the number of the system's error. */
async function supervisorReport(child: ChildProcess): Promise<SystemError | undefined> {
  const stream = child.stdio[3] as Readable | null | undefined;
  const number = stream ? await text(stream).catch(() => '') : '';
  if (!/^\d+$/.test(number)) {
    return undefined;
  }
  const code = getSystemErrorName(-Number(number));
  return Object.assign(new Error(getSystemErrorMessage(-Number(number))), { code });
}

interface Forwarding {
  /** Adds to the end of a command that had to be killed why that was. */
  explain(end: CommandEnd): CommandEnd;
  stop(): void;
}

/** Bytes of a log and a record are to be stored when the command is gone: so long before the end of the grace it is killed. */
const reserveMilliseconds = 5_000;

function forwardSignals(
  child: RunningCommand,
  { signals, graceMilliseconds, abort, killAfterMilliseconds = 10_000 }: Surroundings,
): Forwarding {
  const patience =
    graceMilliseconds === undefined
      ? undefined
      : graceMilliseconds - Math.min(reserveMilliseconds, graceMilliseconds / 2);
  let overdue = false;
  const unsubscribe = signals?.((signal) => {
    killGroup(child, signal);
    // The first one counts: those that follow prolong nothing, since the pod ends when it ends.
    if (signal === 'SIGTERM' && patience !== undefined) {
      timer ??= setTimeout(() => {
        overdue = true;
        killGroup(child, 'SIGKILL');
      }, patience);
    }
  });
  const forget = child.pid === undefined ? undefined : killAtExit(child.pid);
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    killGroup(child, 'SIGTERM');
    timer = setTimeout(() => killGroup(child, 'SIGKILL'), killAfterMilliseconds);
  };
  if (abort?.aborted === true) {
    onAbort();
  } else {
    abort?.addEventListener('abort', onAbort, { once: true });
  }
  return {
    explain: (end) =>
      overdue && end.exitCode === 128 + constants.signals.SIGKILL
        ? { ...end, message: `The command had not ended ${(patience ?? 0) / 1000} s after SIGTERM, and was killed.` }
        : end,
    stop: () => {
      unsubscribe?.();
      forget?.();
      abort?.removeEventListener('abort', onAbort);
      clearTimeout(timer);
    },
  };
}

function killGroup(child: RunningCommand, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** Waits for the end of the process, then of its output. A process that left the group may hold the output open: not waited for. */
async function ended(child: RunningCommand): Promise<ProcessExit> {
  const end = await child.exited;
  if ('error' in end) return end;
  killGroup(child, 'SIGKILL');
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 2_000);
    void child.closed.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
  child.stdout?.destroy();
  child.stderr?.destroy();
  return end;
}

function describeEnd(
  code: number | null,
  signal: NodeJS.Signals | null,
  before?: MemoryEvents,
  after?: MemoryEvents,
): CommandEnd {
  const killed = outOfMemory(before, after);
  if (signal !== null) {
    const exitCode = 128 + constants.signals[signal];
    const guess = signal === 'SIGKILL' ? ' Often that means that it used more memory than its limit.' : '';
    // Where the kernel's count is known there is nothing to guess.
    const hint = after === undefined ? guess : (killed ?? '');
    return { exitCode, message: `The command was killed by ${signal} (exit code ${exitCode}).${hint}` };
  }
  return code === 0
    ? { exitCode: 0 }
    : { exitCode: code ?? 1, message: `The command ended with exit code ${code}.${killed ?? ''}` };
}

/** A sentence if the kernel killed a process of the pod for want of memory while the command ran. */
function outOfMemory(before: MemoryEvents | undefined, after: MemoryEvents | undefined): string | undefined {
  if (after === undefined || after.kills <= (before?.kills ?? 0)) {
    return undefined;
  }
  const limit = after.limitBytes === undefined ? '' : ` of ${Math.floor(after.limitBytes / 2 ** 20)} MiB`;
  return ` It ran out of memory: the kernel killed a process of it, because together they used more than the limit${limit}.`;
}
