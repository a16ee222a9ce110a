import { cp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDirectory } from '@tiphys/storage';
import type { PodRequest } from '../run/pod-request.ts';
import type { PodPaths } from './pod-paths.ts';
import { podPaths } from './pod-paths.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import { volumeFolders } from './volume-folders.ts';
import type { RunFiles } from './run-files.ts';

/** Where a pod's files are on this machine. */
export interface PodDirectories {
  readonly directory: string;
  readonly paths: PodPaths;
  /** Folders of the volumes that the pod did not bring itself, by name. */
  readonly folders: ReadonlyMap<string, string>;
  /** Where its command starts. */
  readonly workdir: string;
}

/**
 * Makes the directories of a pod: its own, its working directory, one for each volume; and puts its input artifacts there.
 *
 * @throws TaskError when a volume is not there
 */
export async function makePodDirectories(
  files: RunFiles,
  request: PodRequest,
  objects: ClusterObjects,
): Promise<PodDirectories> {
  const directory = await files.podDirectory(request.podName, request.nodeName);
  const folders = await volumeFolders(request.template, objects);
  const paths = podPaths(request.template, directory, folders);
  const workdir = join(directory, 'work');
  for (const path of [workdir, ...paths.directories]) {
    await makeDirectory(path);
  }
  for (const { path, source } of request.template.inputs?.artifacts ?? []) {
    const local = path === undefined ? undefined : paths.toLocal(path);
    if (local !== undefined && source !== undefined) {
      await makeDirectory(dirname(local));
      // A copy: what the pod does to it is nobody else's business.
      await (source.kind === 'raw'
        ? writeFile(local, source.data)
        : cp(source.path, local, { recursive: true, verbatimSymlinks: true }));
    }
  }
  return { directory, paths, folders, workdir };
}
