import { cp, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { makeDirectory, pathExists } from '@tiphys/storage';
import type { ArtifactSources } from '../artifact/artifact-source.ts';
import type { PodRequest } from '../run/pod-request.ts';
import type { PodPaths } from './pod-paths.ts';
import type { RunFiles } from './run-files.ts';

/** The output artifacts that a pod left, and what is missing. */
interface CollectedArtifacts {
  readonly artifacts?: ArtifactSources;
  /** Set when one that is not optional was not written. */
  readonly problem?: string;
}

/**
 * Keeps copies of the files and folders that a pod which has ended, well or not, gives as output artifacts.
 *
 * @param directory the pod's own
 */
export async function collectArtifacts(
  { template }: PodRequest,
  directory: string,
  paths: PodPaths,
  files: RunFiles,
): Promise<CollectedArtifacts> {
  const artifacts = new Map<string, { readonly kind: 'stored'; readonly path: string }>();
  let problem: string | undefined;
  for (const { name, path, optional } of template.outputs?.artifacts ?? []) {
    const local = path === undefined ? undefined : paths.toLocal(path);
    if (local !== undefined && (await pathExists(local))) {
      const kept = files.artifactPath(basename(directory), name);
      await rm(kept, { recursive: true, force: true });
      await makeDirectory(dirname(kept));
      await cp(local, kept, { recursive: true, verbatimSymlinks: true });
      artifacts.set(name, { kind: 'stored', path: kept });
    } else if (optional !== true) {
      problem ??= `the output artifact "${name}" was not written: ${path ?? 'it has no path'} does not exist`;
    }
  }
  return { ...(artifacts.size > 0 && { artifacts }), ...(problem !== undefined && { problem }) };
}
