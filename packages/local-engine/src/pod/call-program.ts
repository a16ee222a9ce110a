import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** How a program ended that is no task's. */
export interface ProgramCall {
  readonly code: number;
  /** What it said. */
  readonly said: string;
  /** What it said on standard error. */
  readonly problem: string;
}

/** Runs one program with such arguments. */
export type ProgramCaller = (...args: readonly string[]) => Promise<ProgramCall>;

/** Runs a program to its end; one that cannot be started has ended with 127. */
export async function callProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ProgramCall> {
  // Ctrl-C goes to all children of a terminal: it may end a download, not what fetches outputs or tidies up.
  const detached = args[0] !== 'pull';
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached });
  const { promise, resolve } = Promise.withResolvers<ProgramCall>();
  const texts = Promise.all([child.stdout, child.stderr].map((stream) => text(stream).catch(() => '')));
  child.on('error', (error) => {
    resolve({ code: 127, said: '', problem: error.message });
  });
  child.on('close', (code) => {
    void texts.then(([said = '', problem = '']) => {
      resolve({ code: code ?? 1, said, problem: problem.trim() });
    });
  });
  return promise;
}
