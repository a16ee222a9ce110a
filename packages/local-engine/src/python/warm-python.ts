import type { RunningCommand } from '@tiphys/runtime';
import type { Command } from './unwrap-component.ts';
import { interpreterKey, isEmptyFolder, isWarmable, startsProgram } from './warm-command.ts';
import { startInterpreter } from './warm-interpreter.ts';
import type { ForkCommand } from './warm-interpreter.ts';

/** Starts Python components without starting Python each time: they are forks of an interpreter that has imported the SDK. */
export interface WarmPython {
  /** @returns undefined for what is to be started as usual: any other command, and whatever is out of the ordinary */
  start(command: Command, workdir: string, signal: AbortSignal): Promise<RunningCommand | undefined>;
  /** Ends the interpreters. */
  close(): Promise<void>;
}

/** Each takes 20 MB or so; a run whose components have many environments does without. */
const mostInterpreters = 4;

/** Interpreters are started when they are needed first, one for each environment. */
export function createWarmPython(makeDirectory: () => Promise<string>): WarmPython {
  const interpreters = new Map<string, Promise<ForkCommand | undefined>>();
  const end = new AbortController();
  const interpreterOf = async (command: Command): Promise<ForkCommand | undefined> => {
    const key = interpreterKey(command);
    let interpreter = interpreters.get(key);
    if (interpreter === undefined && interpreters.size < mostInterpreters) {
      // Whatever is in the way, a task that is started as usual will say it.
      interpreter = startFor(command, makeDirectory, end.signal).catch(() => undefined);
      interpreters.set(key, interpreter);
    }
    return interpreter;
  };
  return {
    async start(command, workdir, signal) {
      // Elsewhere forks are not safe, or cannot be waited for.
      if (process.platform !== 'linux' || !isWarmable(command) || !(await isEmptyFolder(workdir))) return undefined;
      const fork = await Promise.race([interpreterOf(command), aborted(signal)]);
      return fork?.(command, workdir);
    },
    async close() {
      end.abort();
      // One that is only about to start would start in a folder that is being removed.
      await Promise.allSettled(interpreters.values());
    },
  };
}

async function startFor(
  command: Command,
  makeDirectory: () => Promise<string>,
  end: AbortSignal,
): Promise<ForkCommand | undefined> {
  if (!(await startsProgram(command.env['PATH'] ?? ''))) return undefined;
  return startInterpreter(command, await makeDirectory(), end);
}

/** An interpreter may hang; then the task that waits for it can still be stopped. */
async function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
