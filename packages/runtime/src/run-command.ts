import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { access, stat } from 'node:fs/promises';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { InfraError, TaskError } from '@tiphys/diagnostics';
import type { Tail } from './failure-tail.ts';
import { createTail, failureTail } from './failure-tail.ts';
import { killAtExit } from './kill-at-exit.ts';
import type { TaskRequest } from './task-request.ts';

/** The user's command, rendered. */
export interface Command {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How the user's command ended. */
export interface CommandEnd {
  readonly exitCode: number;
  /** A sentence, unless the exit code is 0. */
  readonly message?: string;
  /** What the command itself said of its failure on stderr, as far as it passed through this process. */
  readonly detail?: string;
}

type Surroundings = Pick<TaskRequest, 'workdir' | 'stdout' | 'stderr' | 'signals' | 'abort' | 'killAfterMilliseconds'>;

/**
 * Runs the user's command in a process group of its own, so that a signal sent to the launcher's group does not reach it
 * twice, and passes each signal on exactly once. When the command ends, whatever it left running in its group is killed, as
 * the end of a container would. Throws `TaskError` for a command line that no system could run.
 */
export async function runCommand(command: Command, surroundings: Surroundings): Promise<CommandEnd> {
  const [program, ...args] = command.argv;
  if (program === undefined) {
    throw new TaskError(
      'The component has no command. Tiphys does not know the entrypoint of an image: set `command`.',
    );
  }
  const workdir = surroundings.workdir ?? process.cwd();
  const child = start(program, args, command.env, workdir, surroundings);
  if (child instanceof Error) {
    return notStarted(command, workdir, child);
  }
  const stopForwarding = forwardSignals(child, surroundings);
  const tail = createTail();
  child.stderr?.on('data', (chunk: Buffer) => tail.push(chunk));
  try {
    const end = await ended(child);
    if ('error' in end) {
      return await notStarted(command, workdir, end.error);
    }
    return withDetail(describeEnd(end.code, end.signal), tail);
  } finally {
    stopForwarding();
  }
}

function withDetail(end: CommandEnd, tail: Tail): CommandEnd {
  const detail = end.exitCode === 0 ? undefined : failureTail(tail.text());
  return detail === undefined ? end : { ...end, detail };
}

function start(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  { stdout, stderr }: Surroundings,
): ChildProcess | SystemError {
  try {
    const child = spawn(program, args, {
      cwd,
      env: { ...env },
      detached: true,
      stdio: [stdout || stderr ? 'ignore' : 'inherit', stdout ? 'pipe' : 'inherit', stderr ? 'pipe' : 'inherit'],
    });
    if (stdout) {
      child.stdout?.pipe(stdout, { end: false });
    }
    if (stderr) {
      child.stderr?.pipe(stderr, { end: false });
    }
    return child;
  } catch (error) {
    // Some failures of the system are thrown, others come as events.
    if (error instanceof Error && 'syscall' in error) {
      return error;
    }
    // What remains is what Node checks itself: NUL in an argument.
    throw new TaskError(`The command cannot be started: ${(error as Error).message}`, { cause: error });
  }
}

function forwardSignals(
  child: ChildProcess,
  { signals, abort, killAfterMilliseconds = 10_000 }: Surroundings,
): () => void {
  const unsubscribe = signals?.((signal) => killGroup(child, signal));
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
  return () => {
    unsubscribe?.();
    forget?.();
    abort?.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** An error of the system, with its code, such as `ENOENT`. */
type SystemError = Error & { readonly code?: string };

type End = { readonly error: SystemError } | { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** Waits for the end of the process, then of its output. A process that left the group may hold the output open: not waited for. */
async function ended(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    let end: End | undefined;
    child.once('error', (error) => {
      if (child.pid === undefined) {
        resolve({ error });
      }
    });
    child.once('exit', (code, signal) => {
      end = { code, signal };
      killGroup(child, 'SIGKILL');
      const giveUp = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ code, signal });
      }, 2_000);
      child.once('close', () => clearTimeout(giveUp));
    });
    child.once('close', () => {
      if (end !== undefined) {
        resolve(end);
      }
    });
  });
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): CommandEnd {
  if (signal !== null) {
    const exitCode = 128 + constants.signals[signal];
    const hint = signal === 'SIGKILL' ? ' Often that means that it used more memory than its limit.' : '';
    return { exitCode, message: `The command was killed by ${signal} (exit code ${exitCode}).${hint}` };
  }
  return code === 0 ? { exitCode: 0 } : { exitCode: code ?? 1, message: `The command ended with exit code ${code}.` };
}

/** Says why a program did not start, with the exit codes that shells use: 127 not found, 126 not executable. */
async function notStarted({ argv, env }: Command, workdir: string, error: SystemError): Promise<CommandEnd> {
  const program = argv[0] ?? '';
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    if (!(await exists(workdir))) {
      return { exitCode: 127, message: `The working directory ${workdir} does not exist.` };
    }
    const found = await findProgram(program, env, workdir);
    return {
      exitCode: 127,
      message:
        found === undefined
          ? `The program ${JSON.stringify(program)} was not found in the image${program.includes('/') ? '' : ` (PATH is ${env['PATH'] ?? 'not set'})`}.`
          : `The program ${found} cannot be started: its interpreter (the one in its "#!" line, or its dynamic loader) is not in the image.`,
    };
  }
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied: it is a directory, or not marked as executable',
    ENOEXEC: 'it is neither a program for this kind of machine nor a script with a "#!" line',
    E2BIG: tooLong(argv),
    EPERM: 'the system does not permit it',
  };
  if (['EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM'].includes(error.code ?? '')) {
    throw new InfraError(`The command cannot be started: ${error.message}`, { retriable: true, cause: error });
  }
  const reason = reasons[error.code ?? ''] ?? error.message;
  return { exitCode: 126, message: `The program ${JSON.stringify(program)} cannot be started: ${reason}.` };
}

/** Linux allows 128 KiB for one argument, its NUL included. */
const longestArgument = 128 * 1024 - 1;

function tooLong(argv: readonly string[]): string {
  const index = argv.findIndex((argument) => Buffer.byteLength(argument) > longestArgument);
  return index === -1
    ? 'its arguments and environment together are larger than the system allows'
    : `its argument ${index} has ${Buffer.byteLength(argv[index] ?? '')} bytes, and the system allows ${longestArgument}`;
}

async function findProgram(
  program: string,
  env: Readonly<Record<string, string>>,
  workdir: string,
): Promise<string | undefined> {
  const candidates = program.includes('/')
    ? [join(program.startsWith('/') ? '' : workdir, program)]
    : (env['PATH'] ?? '/usr/bin:/bin').split(delimiter).map((directory) => join(directory, program));
  for (const candidate of candidates) {
    if (await exists(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
