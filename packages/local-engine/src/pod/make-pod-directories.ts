import { join } from 'node:path';
import { makeDirectory } from '@tiphys/storage';
import type { PodRequest } from '../run/engine.ts';
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

/** Makes the directories of a pod: its own, its working directory, and one for each volume. */
export async function makePodDirectories(files: RunFiles, request: PodRequest): Promise<PodDirectories> {
  const directory = await files.podDirectory(request.podName, request.nodeName);
  const paths = podPaths(request.template, directory);
  const workdir = join(directory, 'work');
  for (const path of [workdir, ...paths.directories]) {
    await makeDirectory(path);
  }
  return { directory, paths, workdir };
}
