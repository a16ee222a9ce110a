import { launcherDirectory } from '@tiphys/contract';
import { TaskError } from '@tiphys/diagnostics';
import { makeDirectory } from '@tiphys/storage';
import type { Container, Template } from '../manifest/manifest.ts';
import type { OutputFollower } from '../text/line-splitter.ts';
import { invokeContainer } from './container-invocation.ts';
import type { Invocation } from './container-invocation.ts';
import type { Containers } from './containers.ts';
import { expandVariables } from './expand-variables.ts';
import { podPaths } from './pod-paths.ts';
import { openLog } from './run-files.ts';
import { runProcess } from './run-process.ts';

/** What init containers need. */
export interface InitContainerOptions {
  /** The pod's directory, and folders of volumes that are not in it. */
  readonly directory: string;
  readonly folders: ReadonlyMap<string, string>;
  readonly workdir: string;
  /** File that gets their output. */
  readonly log: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly killAfter: number;
  /** Also gets what they write. */
  readonly follow?: OutputFollower;
  readonly podName: string;
  /** Runs them in their images. */
  readonly containers?: Containers;
  /** The variables of a container's own. */
  environment(container: Container): Promise<ReadonlyMap<string, string>>;
}

/**
 * Runs the init containers of a pod, one after the other, as the pod's own is run; the one that brings the launcher
 * has nothing to do here.
 *
 * @throws TaskError when one of them fails
 */
export async function runInitContainers(
  template: Template,
  options: InitContainerOptions,
  signal: AbortSignal,
): Promise<void> {
  for (const [index, container] of (template.initContainers ?? []).entries()) {
    if (bringsLauncher(container)) continue;
    const { argv, env, finish } = await prepare(container, index, options);
    const output = await openLog(options.log);
    try {
      const { workdir: cwd, killAfter, follow } = options;
      const process = { argv, env, cwd, output: output.fd, signal, killAfter };
      const end = await runProcess({ ...process, ...(follow !== undefined && { follow }) });
      await finish();
      if (end.exitCode !== 0) {
        const why = end.problem ?? `exit code ${end.exitCode}`;
        throw new TaskError(`The init container "${container.name ?? ''}" failed: ${why}`);
      }
    } finally {
      await output.close();
    }
  }
}

function bringsLauncher({ command }: Container): boolean {
  return command?.[1] === 'install' && command[2] === launcherDirectory;
}

async function prepare(
  container: Container,
  index: number,
  { environment, directory, folders, env, containers, podName }: InitContainerOptions,
): Promise<Invocation> {
  const paths = podPaths({ name: container.name ?? '', container }, directory, folders);
  for (const path of paths.directories) {
    await makeDirectory(path);
  }
  const variables = await environment(container);
  const words = [...(container.command ?? []), ...(container.args ?? [])];
  if (containers !== undefined) {
    const argv = words.map((word) => expandVariables(word, variables));
    const name = `${podName}-init-${index}`;
    return invokeContainer({ containers, name, container, argv, env: Object.fromEntries(variables), paths });
  }
  const own = [...variables].map(([name, value]) => [name, paths.rewrite(value)] as const);
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    argv: words.map((word) => paths.rewrite(expandVariables(word, variables))),
    env: Object.fromEntries([...given, ...own]),
    finish: () => Promise.resolve(),
  };
}
