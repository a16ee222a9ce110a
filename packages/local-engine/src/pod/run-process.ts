import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { killAtExit } from '@tiphys/runtime';
import type { OutputFollower } from '../text/line-splitter.ts';

/** A program to run as a process group of its own. */
export interface ProcessRequest {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File descriptor for standard output and error. */
  readonly output: number;
  /** Also gets what the program writes, as it comes; then it passes through this process on its way to `output`. */
  readonly follow?: OutputFollower;
  readonly signal: AbortSignal;
  /** Milliseconds between TERM and KILL after an abort. */
  readonly killAfter: number;
}

/** How a program ended. */
export interface ProcessEnd {
  /** As a shell has it: 128 + n after signal n, 127 when it cannot be found, 126 when it cannot be run. */
  readonly exitCode: number;
  /** Why it was not even started. */
  readonly problem?: string;
}

const signalNumbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 };

/** Runs a program to its end. When the signal is aborted its group gets TERM, and KILL if it takes too long. */
export async function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  const [file = '', ...args] = request.argv;
  const { promise, resolve } = Promise.withResolvers<ProcessEnd>();
  const child = spawn(file, args, {
    cwd: request.cwd,
    env: request.env,
    detached: true,
    stdio: request.follow === undefined ? ['ignore', request.output, request.output] : ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.on('data', (chunk: Buffer) => {
      writeSync(request.output, chunk);
      request.follow?.(chunk, stream);
    });
  }
  const forget = child.pid === undefined ? undefined : killAtExit(child.pid);
  let killTimer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    killGroup(child.pid, 'SIGTERM');
    killTimer = setTimeout(() => killGroup(child.pid, 'SIGKILL'), request.killAfter);
  };
  request.signal.addEventListener('abort', stop, { once: true });
  child.on('error', (error: NodeJS.ErrnoException) => {
    const missing = error.code === 'ENOENT';
    const why = missing ? 'was not found' : `cannot be started: ${error.message}`;
    resolve({ exitCode: missing ? 127 : 126, problem: `The program ${JSON.stringify(file)} ${why}.` });
  });
  // Whoever outlived the command (a background process) must not outlive the task, nor hold its output open.
  child.on('exit', () => killGroup(child.pid, 'SIGKILL'));
  child.on('close', (code, signal) => {
    resolve({ exitCode: code ?? 128 + (signalNumbers[signal ?? ''] ?? 0) });
  });
  if (request.signal.aborted) {
    stop();
  }
  try {
    return await promise;
  } finally {
    clearTimeout(killTimer);
    forget?.();
    request.signal.removeEventListener('abort', stop);
  }
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone.
  }
}
