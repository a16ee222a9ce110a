import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex, Readable } from 'node:stream';
import { InfraError } from '@tiphys/diagnostics';
import { killAtExit } from '@tiphys/runtime';
import type { ProcessExit, RunningCommand } from '@tiphys/runtime';
import { openOutputServer } from './output-streams.ts';
import type { OutputServer } from './output-streams.ts';
import type { Command } from './unwrap-component.ts';
import { taskVariables } from './warm-command.ts';
import { warmSource } from './warm-source.ts';

/**
 * Forks an interpreter for a command that differs from the one it was started for in its words and the variables of tasks at
 * most. Gives undefined when nothing has been started: the command is to be started as usual.
 *
 * @throws InfraError when the interpreter is gone, and may have started the command
 */
export type ForkCommand = (command: Command, workdir: string) => Promise<RunningCommand | undefined>;

/** The kernel takes 107 bytes. */
const longestSocketPath = 100;

/**
 * Starts a Python that imports the SDK; it lives until `end` is aborted.
 *
 * @param directory for a socket; nobody else may write there
 * @returns undefined when this interpreter cannot be forked, for whatever reason
 */
export async function startInterpreter(
  command: Command,
  directory: string,
  end: AbortSignal,
): Promise<ForkCommand | undefined> {
  const path = join(directory, 'output');
  if (Buffer.byteLength(path) > longestSocketPath) return undefined;
  const server = await openOutputServer(path);
  if (end.aborted) {
    server.close();
    return undefined;
  }
  // The source is an argument, so that nothing of it is left in the main module.
  const child = spawn(
    command.argv[0] ?? '',
    ['-c', 'exec(__import__("sys").argv[1], {"__name__": "tiphys"})', warmSource],
    {
      cwd: '/',
      env: { ...command.env, TMPDIR: directory, PWD: '/' },
      // Ctrl-C is the engine's to pass on.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const control = child.stdio[3] as Duplex;
  const streams = child.stdio.slice(1) as readonly Readable[];
  const forget = child.pid === undefined ? undefined : killAtExit(child.pid);
  const gone = hasGone(child);
  void gone.then(() => {
    forget?.();
    server.close();
    for (const stream of streams) stream.destroy();
  });
  const stop = (): void => void child.kill('SIGKILL');
  end.addEventListener('abort', stop, { once: true });
  const ready = await Promise.race([Promise.all(streams.map(isReady)), gone.then(() => [false])]);
  if (ready.every(Boolean)) return forkCommand(control, server, gone);
  stop();
  return undefined;
}

async function hasGone(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

/** Whether the interpreter says that it is ready, and has said nothing else. */
async function isReady(stream: Readable): Promise<boolean> {
  stream.on('error', () => undefined);
  await Promise.race([once(stream, 'readable'), once(stream, 'close')]);
  return String(stream.read()) === 'ready\n';
}

/** What is said of a task: that it has been forked, that it begins, or how it ended. */
interface Message {
  readonly id: number;
  readonly pid?: number;
  readonly begun?: true;
  readonly code?: number | null;
  readonly signal?: number | null;
}

function forkCommand(control: Duplex, server: OutputServer, gone: Promise<void>): ForkCommand {
  const listeners = new Map<number, (message: Message) => void>();
  const messages = createInterface({ input: control });
  messages.on('line', (line) => {
    const message = JSON.parse(line) as Message;
    listeners.get(message.id)?.(message);
  });
  // It says again what fails in the stream when the interpreter is lost.
  messages.on('error', () => undefined);
  let last = 0;
  let alive = true;
  void gone.then(() => (alive = false));
  return async ({ argv, env }, cwd) => {
    if (!alive) return undefined;
    const id = (last += 1);
    const forked = Promise.withResolvers<number | undefined>();
    const begun = Promise.withResolvers<boolean>();
    const exited = Promise.withResolvers<ProcessExit>();
    listeners.set(id, (message) => {
      if (message.pid !== undefined) forked.resolve(message.pid);
      else if (message.begun === true) begun.resolve(true);
      else {
        // Whoever has not said by now that it begins, has not begun.
        listeners.delete(id);
        forked.resolve(undefined);
        begun.resolve(false);
        exited.resolve({ code: message.code ?? null, signal: signalName(message.signal) });
      }
    });
    const lose = (): void => {
      for (const promise of [forked, begun, exited]) promise.reject(interpreterLost());
    };
    void gone.then(lose);
    // The interpreter may be lost before anybody waits for the end of the task.
    exited.promise.catch(() => undefined);
    const arriving = server.streamsOf(id);
    const variables = Object.fromEntries(taskVariables.map((name) => [name, env[name] ?? null]));
    control.write(`${JSON.stringify({ id, argv, cwd, env: variables, socket: server.path })}\n`);
    const [pid, hasBegun] = await Promise.all([forked.promise, begun.promise]);
    if (pid === undefined || !hasBegun) {
      server.forget(id);
      return undefined;
    }
    // Streams that were not there yet when the interpreter was lost do not arrive any more.
    const streams = await Promise.race([arriving, exited.promise.then(() => arriving)]);
    return { pid, ...streams, exited: exited.promise };
  };
}

function signalName(number: number | null | undefined): NodeJS.Signals | null {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return (found?.[0] as NodeJS.Signals | undefined) ?? null;
}

function interpreterLost(): InfraError {
  return new InfraError(
    'The Python process that this component was forked from has ended, so nobody can tell how the component did. With --fresh-python each component gets an interpreter of its own.',
    { retriable: true },
  );
}
