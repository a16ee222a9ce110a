import { spawn } from 'node:child_process';

/** What a finished process left. */
export interface Finished {
  /** Exit code; 128 + signal number is not used: a signal gives -1. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to start a process. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Written to the process's standard input, which is empty without it. */
  readonly input?: string;
}

/** Runs a program to its end; rejects only if it can't be started. */
export function runProcess(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.stdin.on('error', () => undefined); // a program may end without reading its input
    child.stdin.end(options.input ?? '');
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? -1, stdout: String(Buffer.concat(output)), stderr: String(Buffer.concat(errors)) });
    });
  });
}

/** Runs a program that must succeed, and gives its standard output; throws with the end of its error output otherwise. */
export async function mustRun(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const done = await runProcess(command, args, options);
  if (done.code !== 0) {
    const tail = (done.stderr + done.stdout).trim().split('\n').slice(-20).join('\n');
    throw new Error(`${command} ${args.join(' ')} ended with code ${String(done.code)}\n${tail}`);
  }
  return done.stdout;
}
