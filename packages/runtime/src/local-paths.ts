import { basename, join } from 'node:path';
import type { ArtifactStore } from '@tiphys/storage';
import { isBelow } from '@tiphys/storage';
import type { TaskIdentity } from './task-identity.ts';

/** Where things are for user code. All paths are absolute. */
export interface LocalPaths {
  /** Wire texts for Argo's output parameters. */
  readonly outDirectory: string;
  /** Files that user code writes output parameters to. */
  readonly parameterDirectory: string;
  /** `output_metadata.json`; its directory stands for the task root. */
  readonly outputMetadataFile: string;
  /** The local form of the task root. */
  readonly taskDirectory: string;
  /** The URI that user code sees for an output artifact, and its path. */
  output(name: string): SeenArtifact;
  /** The URI that user code sees for an input artifact, and its path, if its scheme has one. */
  input(name: string, index: number, uri: string): SeenArtifact;
  /** The local path of a URI that user code chose, and the store URI that it means, if it lies in the task root. */
  resolve(seenUri: string): { readonly uri: string; readonly path?: string };
}

/** An artifact as user code sees it. */
export interface SeenArtifact {
  readonly uri: string;
  readonly path?: string;
}

/** Local forms of URIs that the SDK knows (kfp-semantics 3.2). */
const mounts: Readonly<Record<string, string>> = { 'gs://': '/gcs/', 's3://': '/s3/', 'minio://': '/minio/' };

/**
 * Lays out a task's files, in one of two ways: KFP's (`/minio/bucket/...`), or plain paths below `base`.
 *
 * @param reads which URIs the store of the run can read
 */
export function localPaths(
  base: string,
  identity: TaskIdentity,
  localUris: boolean,
  reads: ArtifactStore['reads'],
): LocalPaths {
  const mounted = localUris ? undefined : mountedPath(identity.taskRoot);
  const taskDirectory = mounted ?? join(base, 'artifacts');
  const common = {
    outDirectory: join(base, 'out'),
    parameterDirectory: join(base, 'outputs'),
    outputMetadataFile: join(taskDirectory, 'output_metadata.json'),
    taskDirectory,
  };
  if (mounted !== undefined) {
    return {
      ...common,
      output: (name) => seen(`${identity.taskRoot}/${name}`),
      input: (_name, _index, uri) => seen(uri),
      resolve: seen,
    };
  }
  return {
    ...common,
    output: (name) => ({ uri: join(taskDirectory, name), path: join(taskDirectory, name) }),
    input: (name, index, uri) => {
      if (!reads(uri)) {
        return { uri };
      }
      const path = join(base, 'inputs', name, String(index), basename(uri) || 'artifact');
      return { uri: path, path };
    },
    resolve: (uri) =>
      isBelow(uri, taskDirectory)
        ? { uri: identity.taskRoot + uri.slice(taskDirectory.length), path: uri }
        : uri.startsWith('/')
          ? { uri, path: uri }
          : { uri },
  };
}

function seen(uri: string): SeenArtifact {
  const path = mountedPath(uri);
  return path === undefined ? { uri } : { uri, path };
}

function mountedPath(uri: string): string | undefined {
  const prefix = Object.keys(mounts).find((scheme) => uri.startsWith(scheme));
  return prefix === undefined ? undefined : `${mounts[prefix]}${uri.slice(prefix.length)}`;
}
