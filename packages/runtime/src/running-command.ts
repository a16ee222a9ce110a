import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { SystemError } from './why-not-started.ts';

/** How a process ended, or why it was not even started. */
export type ProcessExit =
  { readonly error: SystemError } | { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A command that has been started, as the leader of a process group of its own. */
export interface RunningCommand {
  /** Absent when it could not be started. */
  readonly pid?: number;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  /** Rejects when nobody can tell how it ended. */
  readonly exited: Promise<ProcessExit>;
  /** Resolves when its output has been read to the end. */
  readonly closed: Promise<void>;
}

/** A child of this process. To be called in the same turn in which it was started. */
export function runningChild(child: ChildProcess): RunningCommand {
  const exited = new Promise<ProcessExit>((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ error });
    });
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const { pid, stdout, stderr } = child;
  return { ...(pid !== undefined && { pid }), stdout, stderr, exited, closed };
}
