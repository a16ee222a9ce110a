import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A process that runs until it is stopped. */
export interface Daemon {
  readonly name: string;
  /** Ends it: TERM, then KILL after the given seconds; KILL at once for 0. */
  stop(graceSeconds?: number): Promise<void>;
  /** Starts it again as it was started before. */
  start(): void;
}

/** How a daemon is started. */
export interface DaemonOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Its output goes to `<logs>/<name>.log`. */
  readonly logs: string;
}

/** Starts a process in a session of its own, so that an interrupt at the terminal reaches only the test runner. */
export function startDaemon(options: DaemonOptions): Daemon {
  const log = openSync(path.join(options.logs, `${options.name}.log`), 'a');
  const start = (): ChildProcess => {
    const child = spawn(options.command, options.args, {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    if (child.pid === undefined) throw new Error(`${options.command} can't be started`);
    child.unref();
    return child;
  };
  let child = start();
  return {
    name: options.name,
    stop: (graceSeconds = 10) => stop(child, graceSeconds),
    start: () => {
      child = start();
    },
  };
}

async function stop(child: ChildProcess, graceSeconds: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(graceSeconds === 0 ? 'SIGKILL' : 'SIGTERM');
  const late = new AbortController();
  void delay(graceSeconds * 1000, undefined, { signal: late.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await ended;
  late.abort();
}

/** Asks until the answer is not undefined; throws with what it waited for when the time is over. */
export async function waitFor<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let reason: unknown;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      reason = error;
    }
    await delay(300);
  }
  throw new Error(`waited ${String(seconds)} s in vain for ${what}`, { cause: reason });
}
