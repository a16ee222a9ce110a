import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { TaskError } from '@tiphys/diagnostics';
import type { ResolvedRunOptions } from '../run/run-options.ts';
import { readBootstrap } from './bootstrap.ts';
import type { PipInstall } from './bootstrap.ts';
import { makeVenv } from './make-venv.ts';
import { probePython } from './probe-python.ts';
import { pythonPath } from './python-path.ts';
import { unwrapComponent } from './unwrap-component.ts';
import type { Command } from './unwrap-component.ts';

/** Last changes to users' commands before they run on this machine. */
export interface CommandPreparer {
  /** @param workdir where the command starts */
  prepare(command: Command, workdir?: string): Promise<Command>;
  /** Resolves when no question to an interpreter is open. */
  settled(): Promise<void>;
}

/** What a component of the SDK runs, whatever is around it. */
const executorModule = /\bkfp\.(dsl|components)\.executor_main\b/;

/**
 * Gives Python components the interpreter of `choosePython`, and takes off the bootstrap with which the SDK would install
 * packages into it, and the shell that the SDK starts it with. Other commands only see another `python3` if the user chose one.
 */
export function createCommandPreparer(options: ResolvedRunOptions): CommandPreparer {
  // One question per set of packages, however many tasks ask it at once.
  const known = new Map<string, Promise<string>>();
  const checks: Promise<void>[] = [];
  const later = (check: Promise<void>): void => {
    checks.push(check);
  };
  const pathFor = (installs: readonly PipInstall[]): Promise<string> => {
    const key = JSON.stringify(installs);
    let path = known.get(key);
    if (path === undefined) {
      path = choosePython(installs, options, later).then((python) =>
        pythonPath(python, options.env['PATH'] ?? '', join(options.workdir, 'venvs', 'wrappers')),
      );
      known.set(key, path);
    }
    return path;
  };
  return {
    prepare: async ({ argv, env }, workdir) => {
      const bootstrap = readBootstrap(argv);
      const needsSdk = bootstrap !== undefined || argv.some((argument) => executorModule.test(argument));
      if (!needsSdk && options.python === undefined) {
        return { argv, env };
      }
      const path = await pathFor(bootstrap?.installs ?? (needsSdk ? [sdk] : []));
      return unwrapComponent({ argv: bootstrap?.command ?? argv, env: { ...env, PATH: path } }, workdir);
    },
    settled: async () => {
      await Promise.all(checks);
    },
  };
}

const sdk: PipInstall = { options: [], packages: ['kfp'], noDependencies: false };

/**
 * The interpreter for a component that needs these packages: the one that the user chose, else `python3` on the path if it
 * has them all, else one of a virtual environment that has.
 *
 * @param later takes what need not be waited for
 * @throws TaskError when there is none
 */
async function choosePython(
  installs: readonly PipInstall[],
  options: ResolvedRunOptions,
  later: (check: Promise<void>) => void,
): Promise<string> {
  const requirements = installs.flatMap(({ packages }) => packages);
  if (options.python !== undefined) {
    return chosenPython(options.python, requirements, options, later);
  }
  const probe = await probePython('python3', requirements, options);
  if (probe === undefined) {
    throw new TaskError(
      'There is no python3 on the PATH, and this task is a Python component. Choose an interpreter with TIPHYS_PYTHON.',
    );
  }
  if (probe.satisfied) {
    return probe.executable;
  }
  return makeVenv(installs, {
    directory: resolve(options.workdir, 'venvs'),
    python: probe.executable,
    env: options.env,
    signal: options.signal,
    note: (message) => options.onEvent({ kind: 'note', message }),
  });
}

async function chosenPython(
  wanted: string,
  requirements: readonly string[],
  options: ResolvedRunOptions,
  later: (check: Promise<void>) => void,
): Promise<string> {
  const python = isAbsolute(wanted) || !wanted.includes('/') ? wanted : resolve(wanted);
  const probed = probePython(python, requirements, options);
  const check = probed.then((probe) => {
    if (probe?.satisfied === false) {
      const message = `${wanted} does not have all of: ${requirements.join(', ')}`;
      options.onEvent({ kind: 'warning', message });
    }
  });
  later(check);
  // What it has decides nothing. Not what it calls itself, either: a wrapper that was chosen may do more than start that.
  if (isAbsolute(python) && (await isExecutable(python))) return python;
  const probe = await probed;
  if (probe === undefined) throw new TaskError(`The Python interpreter "${wanted}" cannot be run.`);
  return isAbsolute(python) ? python : probe.executable;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
