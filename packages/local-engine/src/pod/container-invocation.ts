import { dirname } from 'node:path';
import { makeDirectory, pathExists } from '@tiphys/storage';
import { TaskError } from '@tiphys/diagnostics';
import type { Container, Template } from '../manifest/manifest.ts';
import type { Containers } from './containers.ts';
import type { PodPaths } from './pod-paths.ts';

/** A command to run as a child of this process, and what has to be done when it has ended. */
export interface Invocation {
  readonly argv: readonly string[];
  readonly env: Record<string, string>;
  /** Fetches what is left in the container; then it is gone. */
  finish(): Promise<void>;
}

/** A container of a pod, with everything about it that is known. */
interface ContainerRequest {
  readonly containers: Containers;
  /** Unique on this machine. */
  readonly name: string;
  readonly container: Container;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly paths: PodPaths;
  /** Where its command starts if the image does not say. */
  readonly workdir?: string;
  /** More files of this machine, by where the container sees them. */
  readonly mounts?: ReadonlyMap<string, string>;
  /** Template whose input artifacts the container sees, and whose outputs are fetched from it. */
  readonly template?: Template;
}

/**
 * Runs a container as `docker run` does: volumes and input artifacts are mounted where it expects them, outputs are fetched
 * from its own files.
 *
 * @throws TaskError for a container without an image
 */
export async function invokeContainer(request: ContainerRequest): Promise<Invocation> {
  const { containers, name, container, argv, env, paths, workdir, template } = request;
  if (container.image === undefined) throw new TaskError('The container has no image.');
  const mounts = new Map(request.mounts);
  for (const { mountPath } of container.volumeMounts ?? []) {
    const local = paths.toLocal(mountPath);
    if (local === undefined || mounts.has(mountPath)) continue;
    if (!(await pathExists(local))) await makeDirectory(local);
    mounts.set(mountPath, local);
  }
  const isMounted = (path: string): boolean =>
    [...mounts.keys()].some((to) => path === to || path.startsWith(`${to}/`));
  for (const { path } of template?.inputs?.artifacts ?? []) {
    const local = path === undefined || isMounted(path) ? undefined : paths.toLocal(path);
    if (path !== undefined && local !== undefined && (await pathExists(local))) mounts.set(path, local);
  }
  const own = await containers.prepareImage(container.image);
  const outputs = outputPaths(template).filter((path) => !isMounted(path));
  const run = { name, image: container.image, argv, env, mounts };
  return {
    ...containers.command({ ...run, ...(own === undefined && workdir !== undefined && { workdir }) }),
    async finish() {
      for (const path of outputs) {
        const local = paths.toLocal(path);
        if (local === undefined) continue;
        await makeDirectory(dirname(local));
        await containers.copyOut(name, path, local);
      }
      await containers.remove(name);
    },
  };
}

function outputPaths(template: Template | undefined): readonly string[] {
  const { parameters = [], artifacts = [] } = template?.outputs ?? {};
  return [...parameters.map(({ valueFrom }) => valueFrom?.path), ...artifacts.map(({ path }) => path)].filter(
    (path) => path !== undefined,
  );
}
