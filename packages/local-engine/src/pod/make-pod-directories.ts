import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeDirectory } from '@tiphys/storage';
import type { PodRequest } from '../run/pod-request.ts';
import type { PodPaths } from './pod-paths.ts';
import { podPaths } from './pod-paths.ts';
import type { RunFiles } from './run-files.ts';

/** Where a pod's files are on this machine. */
export interface PodDirectories {
  readonly directory: string;
  readonly paths: PodPaths;
  /** Where its command starts. */
  readonly workdir: string;
}

/** Makes the directories of a pod: its own, its working directory, one for each volume; and its raw artifacts. */
export async function makePodDirectories(files: RunFiles, request: PodRequest): Promise<PodDirectories> {
  const directory = await files.podDirectory(request.podName, request.nodeName);
  const paths = podPaths(request.template, directory);
  const workdir = join(directory, 'work');
  for (const path of [workdir, ...paths.directories]) {
    await makeDirectory(path);
  }
  for (const { path, raw } of request.template.inputs?.artifacts ?? []) {
    const local = path === undefined ? undefined : paths.toLocal(path);
    if (local !== undefined && raw !== undefined) {
      await makeDirectory(dirname(local));
      await writeFile(local, raw.data);
    }
  }
  return { directory, paths, workdir };
}
