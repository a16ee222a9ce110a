import { spawn } from 'node:child_process';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { containersUnavailable } from '../diagnostics.ts';
import { callProgram } from './call-program.ts';
import type { ProgramCaller } from './call-program.ts';
import { containerCommand } from './container-command.ts';
import type { ContainerRun } from './container-command.ts';
import { canInit, findImage } from './find-image.ts';

/** What runs pods: processes of this machine, or containers by the command line of one of these programs. */
export type ExecutorKind = 'process' | 'docker' | 'podman';

/** The command line of `docker` or `podman`. */
export interface Containers {
  /**
   * Brings an image to this machine unless it is there: once, however many tasks ask for it at a time.
   *
   * @returns where its commands start, if it says so
   * @throws TaskError when it cannot be had
   */
  prepareImage(image: string): Promise<string | undefined>;
  /** The command, and its environment, that runs a container and ends as that does. The container stays until it is removed. */
  command(run: ContainerRun): { readonly argv: readonly string[]; readonly env: Record<string, string> };
  /** Copies a file or folder out of a container that has ended; false where there is no such thing. */
  copyOut(name: string, path: string, local: string): Promise<boolean>;
  /** Ends and removes a container, if there is one. */
  remove(name: string): Promise<void>;
  /** Ends and removes what an earlier life of the run has left. */
  removeLeftovers(): Promise<void>;
}

/**
 * Containers by a program that is asked first whether it can run any. Those that run when this process exits are ended: they are
 * no children of its own.
 *
 * @param run identifies the run: its containers are known by it
 * @param environment that of the program
 * @throws DiagnosticsError when it is not there, or its service is not
 */
export async function openContainers(
  program: Exclude<ExecutorKind, 'process'>,
  run: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Containers> {
  const env = definedOnly(environment);
  const call: ProgramCaller = (...args) => callProgram(program, args, env);
  const asked = await call('version', '--format', program === 'docker' ? '{{.Server.Version}}' : '{{.Client.Version}}');
  if (asked.code !== 0) {
    throw new DiagnosticsError([containersUnavailable(program, asked.problem)]);
  }
  const label = `${runLabel}=${run}`;
  const removal = ['rm', '--force', ...(program === 'podman' ? ['--time', '0'] : [])];
  const open = endAtExit(program, removal, env);
  let init: Promise<boolean> | undefined = program === 'docker' ? Promise.resolve(true) : undefined;
  let hasInit = false;
  const images = new Map<string, Promise<string | undefined>>();
  return {
    prepareImage(image) {
      const known = images.get(image);
      if (known !== undefined) return known;
      const prepared = findImage(program, call, image).then(async (workdir) => {
        hasInit = await (init ??= canInit(call, image));
        return workdir;
      });
      images.set(image, prepared);
      // Whoever asks again later tries again.
      prepared.catch(() => images.delete(image));
      return prepared;
    },
    command: (container) => {
      open.add(container.name);
      return containerCommand(program, container, ['--label', label, ...(hasInit ? ['--init'] : [])], env);
    },
    async copyOut(name, path, local) {
      const copied = await call('cp', `${name}:${path}`, local);
      return copied.code === 0;
    },
    async remove(name) {
      await call(...removal, name);
      open.delete(name);
    },
    async removeLeftovers() {
      const { said } = await call('ps', '--all', '--quiet', '--filter', `label=${label}`);
      const left = said.split(/\s+/).filter((id) => id !== '');
      if (left.length > 0) await call(...removal, ...left);
    },
  };
}

/** Label of every container, with the run that it is of. */
const runLabel = 'tiphys.run';

interface OpenContainers {
  add(name: string): void;
  delete(name: string): void;
}

function endAtExit(program: string, removal: readonly string[], env: Record<string, string>): OpenContainers {
  const names = new Set<string>();
  const removeAll = (): void => {
    const child = spawn(program, [...removal, ...names], { env, stdio: 'ignore', detached: true });
    child.on('error', () => undefined);
    child.unref();
  };
  return {
    add(name) {
      if (names.size === 0) process.on('exit', removeAll);
      names.add(name);
    },
    delete(name) {
      if (names.delete(name) && names.size === 0) process.off('exit', removeAll);
    },
  };
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
