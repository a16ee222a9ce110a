import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { containersUnavailable } from '../diagnostics.ts';

/** What runs pods: processes of this machine, or containers by the command line of one of these programs. */
export type ExecutorKind = 'process' | 'docker' | 'podman';

/** A container to run, to its end. */
interface ContainerRun {
  /** Unique on this machine. */
  readonly name: string;
  readonly image: string;
  /** The program, which takes the place of the image's entrypoint, and its arguments. */
  readonly argv: readonly string[];
  /** What the container gets beside the variables of its image. */
  readonly env: Readonly<Record<string, string>>;
  readonly workdir?: string;
  /** Files and folders of this machine, by where the container sees them. */
  readonly mounts: ReadonlyMap<string, string>;
}

/** The command line of `docker` or `podman`. */
export interface Containers {
  /** The command, and its environment, that runs a container and ends as that does. The container stays until it is removed. */
  command(run: ContainerRun): { readonly argv: readonly string[]; readonly env: Record<string, string> };
  /** Copies a file or folder out of a container that has ended; false where there is no such thing. */
  copyOut(name: string, path: string, local: string): Promise<boolean>;
  /** Ends and removes a container, if there is one. */
  remove(name: string): Promise<void>;
}

/**
 * Containers by a program that is asked first whether it can run any.
 *
 * @param environment that of the program
 * @throws DiagnosticsError when it is not there, or its service is not
 */
export async function openContainers(
  program: Exclude<ExecutorKind, 'process'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Containers> {
  const env = definedOnly(environment);
  const call = (...args: readonly string[]): Promise<Call> => runQuietly(program, args, env);
  const asked = await call('version', '--format', program === 'docker' ? '{{.Server.Version}}' : '{{.Client.Version}}');
  if (asked.code !== 0) {
    throw new DiagnosticsError([containersUnavailable(program, asked.problem)]);
  }
  return {
    command: (run) => containerCommand(program, run, env),
    async copyOut(name, path, local) {
      const copied = await call('cp', `${name}:${path}`, local);
      return copied.code === 0;
    },
    async remove(name) {
      await call('rm', '--force', name);
    },
  };
}

/** Variables that the program itself goes by: a container's own must not take their place. */
const programsOwn = /^(PATH|HOME|TMPDIR|LD_.*|XDG_.*|DOCKER_.*|CONTAINERS?_.*|BUILDAH_.*)$/;

function containerCommand(
  program: string,
  { name, image, argv: [entrypoint = '', ...args], env, workdir, mounts }: ContainerRun,
  own: Readonly<Record<string, string>>,
): { readonly argv: readonly string[]; readonly env: Record<string, string> } {
  // Only the name where that is possible: values may be secrets, and command lines can be read by everybody.
  const variables = Object.entries(env).flatMap(([key, value]) => [
    '--env',
    programsOwn.test(key) ? `${key}=${value}` : key,
  ]);
  const passed = Object.fromEntries(Object.entries(env).filter(([key]) => !programsOwn.test(key)));
  return {
    argv: [
      program,
      'run',
      '--name',
      name,
      ...[...mounts].flatMap(([to, from]) => ['--mount', `type=bind,source=${from},target=${to}`]),
      ...variables,
      ...(workdir === undefined ? [] : ['--workdir', workdir]),
      ...asCaller(program, env),
      '--entrypoint',
      entrypoint,
      image,
      ...args,
    ],
    env: { ...own, ...passed },
  };
}

/** What a container writes belongs to whoever started the run. Root is root already. */
function asCaller(program: string, env: Readonly<Record<string, string>>): readonly string[] {
  const user = process.getuid?.() ?? 0;
  if (user === 0) return [];
  const home = 'HOME' in env ? [] : ['--env', 'HOME=/tmp'];
  return program === 'podman'
    ? ['--userns', 'keep-id', ...home]
    : ['--user', `${user}:${process.getgid?.() ?? user}`, ...home];
}

interface Call {
  readonly code: number;
  /** What it said. */
  readonly problem: string;
}

async function runQuietly(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Call> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const { promise, resolve } = Promise.withResolvers<Call>();
  const said = text(child.stderr).catch(() => '');
  child.on('error', (error) => {
    resolve({ code: 127, problem: error.message });
  });
  child.on('close', (code) => {
    void said.then((problem) => {
      resolve({ code: code ?? 1, problem: problem.trim() });
    });
  });
  return promise;
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
