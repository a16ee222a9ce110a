import { isAbsolute, join, resolve } from 'node:path';
import { TaskError } from '@tiphys/diagnostics';
import type { TaskRequest } from '@tiphys/runtime';
import type { ResolvedRunOptions } from '../run/run-options.ts';
import { readBootstrap } from './bootstrap.ts';
import type { PipInstall } from './bootstrap.ts';
import { makeVenv } from './make-venv.ts';
import { probePython } from './probe-python.ts';
import { pythonPath } from './python-path.ts';

/** Last changes to a user's command before it runs on this machine. */
export type CommandPreparer = NonNullable<TaskRequest['prepareCommand']>;

/** What a component of the SDK runs, whatever is around it. */
const executorModule = /\bkfp\.(dsl|components)\.executor_main\b/;

/**
 * Gives Python components the interpreter of `choosePython`, and takes off the bootstrap with which the SDK would install
 * packages into it. Other commands only see another `python3` if the user chose one.
 */
export function createCommandPreparer(options: ResolvedRunOptions): CommandPreparer {
  // One question per set of packages, however many tasks ask it at once.
  const known = new Map<string, Promise<string>>();
  const pathFor = (installs: readonly PipInstall[]): Promise<string> => {
    const key = JSON.stringify(installs);
    let path = known.get(key);
    if (path === undefined) {
      path = choosePython(installs, options).then((python) =>
        pythonPath(python, options.env['PATH'] ?? '', join(options.workdir, 'venvs', 'wrappers')),
      );
      known.set(key, path);
    }
    return path;
  };
  return async ({ argv, env }) => {
    const bootstrap = readBootstrap(argv);
    const needsSdk = bootstrap !== undefined || argv.some((argument) => executorModule.test(argument));
    if (!needsSdk && options.python === undefined) {
      return { argv, env };
    }
    const path = await pathFor(bootstrap?.installs ?? (needsSdk ? [sdk] : []));
    return { argv: bootstrap?.command ?? argv, env: { ...env, PATH: path } };
  };
}

const sdk: PipInstall = { options: [], packages: ['kfp'], noDependencies: false };

/**
 * The interpreter for a component that needs these packages: the one that the user chose, else `python3` on the path if it
 * has them all, else one of a virtual environment that has.
 *
 * @throws TaskError when there is none
 */
async function choosePython(installs: readonly PipInstall[], options: ResolvedRunOptions): Promise<string> {
  const wanted = options.python ?? 'python3';
  const python = isAbsolute(wanted) || !wanted.includes('/') ? wanted : resolve(wanted);
  const requirements = installs.flatMap(({ packages }) => packages);
  const probe = await probePython(python, requirements, options);
  if (probe === undefined) {
    throw new TaskError(
      options.python === undefined
        ? 'There is no python3 on the PATH, and this task is a Python component. Choose an interpreter with TIPHYS_PYTHON.'
        : `The Python interpreter "${wanted}" cannot be run.`,
    );
  }
  if (options.python !== undefined) {
    if (!probe.satisfied) {
      const message = `${wanted} does not have all of: ${requirements.join(', ')}`;
      options.onEvent({ kind: 'warning', message });
    }
    // Not what it calls itself: a wrapper that was chosen may do more than start that.
    return isAbsolute(python) ? python : probe.executable;
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
