import { TaskError } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import type { ArtifactStore, DownloadOptions } from '@tiphys/storage';
import { isObjectNotFound, mapBounded } from '@tiphys/storage';
import type { LocalPaths } from './local-paths.ts';
import { adviceFor, readability } from './readable-uri.ts';

/**
 * Downloads every input artifact to where user code expects it (kfp-semantics 3.3). What its producer stored must be there
 * and be the same; an artifact that nobody ever stored (no digest) only gives a warning, as KFP's. An artifact of an unknown
 * scheme is left to user code.
 */
export async function downloadInputs(
  store: ArtifactStore,
  artifacts: Values['artifacts'],
  paths: LocalPaths,
  warn: (message: string) => void,
): Promise<void> {
  const wanted = new Map<string, { readonly uri: string; readonly path: string } & DownloadOptions>();
  for (const [name, list] of Object.entries(artifacts)) {
    list.forEach(({ uri, digest, stamp, metadata }, index) => {
      const { path } = paths.input(name, index, uri);
      const wantedHere = metadata?.['_kfp_workspace'] !== true && isReadable(store, uri, name, warn);
      if (wantedHere && path !== undefined) {
        wanted.set(path, {
          uri,
          path,
          ...(digest !== undefined && { digest }),
          ...(stamp !== undefined && { stamp }),
        });
      }
    });
  }
  await mapBounded([...wanted.values()], 4, async ({ uri, path, ...known }) => {
    try {
      await store.downloadTree(uri, path, known);
    } catch (error) {
      if (!isObjectNotFound(error) || known.digest !== undefined) {
        throw error;
      }
      warn(`There is nothing at ${uri}, so the input artifact has no file at ${path}.`);
    }
  });
}

function isReadable(
  { root, reads }: ArtifactStore,
  uri: string,
  name: string,
  warn: (message: string) => void,
): boolean {
  switch (readability(reads, uri)) {
    case 'readable':
      return true;
    case 'elsewhere':
      throw new TaskError(
        `The input artifact "${name}" is at ${uri}, which the store of this run (${root}) cannot read. ${adviceFor(uri) ?? ''}`,
      );
    case 'unknown':
      warn(`The input artifact "${name}" is at ${uri || 'an empty URI'}, which Tiphys does not download.`);
      return false;
  }
}
