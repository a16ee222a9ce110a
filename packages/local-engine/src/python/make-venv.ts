import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TaskError } from '@tiphys/diagnostics';
import type { PipInstall } from './bootstrap.ts';
import { runHelper } from './run-python.ts';
import { makeDirectory, pathExists } from '@tiphys/storage';
import { takeLock } from '../text/process-lock.ts';

/** What making a virtual environment needs. */
export interface VenvOptions {
  /** Directory of all virtual environments. */
  readonly directory: string;
  /** The interpreter that it is made with. */
  readonly python: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Takes a sentence when one has to be made, which takes a while. */
  readonly note: (message: string) => void;
}

/**
 * The interpreter of a virtual environment with these packages: made once per set of packages and interpreter, and used
 * again. Several processes may ask at the same time; one makes it, the others wait.
 *
 * @throws TaskError when it cannot be made, with pip's own words
 */
export async function makeVenv(installs: readonly PipInstall[], options: VenvOptions): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([options.python, installs]))
    .digest('hex')
    .slice(0, 16);
  const path = join(options.directory, key);
  const complete = join(path, 'complete');
  const python = join(path, 'bin', 'python3');
  await makeDirectory(options.directory);
  if (await pathExists(complete)) {
    return python;
  }
  const release = await lock(`${path}.lock`, options.signal);
  try {
    if (!(await pathExists(complete))) {
      await build(path, python, installs, options);
      await writeFile(complete, '');
    }
    return python;
  } finally {
    await release();
  }
}

async function build(
  path: string,
  python: string,
  installs: readonly PipInstall[],
  options: VenvOptions,
): Promise<void> {
  const packages = installs.flatMap((install) => install.packages).join(', ');
  options.note(`making a Python environment with ${packages}; later tasks and runs use it again`);
  // What an interrupted attempt left.
  await rm(path, { recursive: true, force: true });
  await run(options, options.python, ['-m', 'venv', path], 'The virtual environment could not be made');
  for (const { options: own, packages, noDependencies } of installs) {
    const args = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...own];
    await run(
      options,
      python,
      [...args, ...(noDependencies ? ['--no-deps'] : []), ...packages],
      `The packages ${packages.join(', ')} could not be installed`,
    );
  }
}

async function run(options: VenvOptions, file: string, args: readonly string[], failure: string): Promise<void> {
  const end = await runHelper(file, args, options);
  if (!end.ok) {
    throw new TaskError(`${failure}: ${end.problem}`);
  }
}

const pollMilliseconds = 100;

/** Waits for the lock of a virtual environment. */
async function lock(path: string, signal: AbortSignal): Promise<() => Promise<void>> {
  for (;;) {
    const release = await takeLock(path);
    if (typeof release !== 'number') {
      return release;
    }
    await delay(pollMilliseconds);
    if (signal.aborted) {
      throw new TaskError('The task was stopped while it waited for its virtual environment.');
    }
  }
}
