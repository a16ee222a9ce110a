import { UsageError } from '@tiphys/diagnostics';
import { createFileDriver } from './file-driver.ts';
import { createMinioDriver } from './minio-driver.ts';
import { createMemoryDriver } from './memory-driver.ts';
import { createObjectStore } from './object-store.ts';
import { createS3Driver } from './s3/s3-driver.ts';
import type { ArtifactStore, StoreCredentials, StoreOptions } from './store.ts';
import { parseUri } from './uri.ts';

/**
 * Opens the store of a root URI; nothing is contacted before the first operation. `mem://` gives a new, empty store in this
 * process. Throws `UsageError` for a scheme that no driver knows.
 */
export function openStore(config: StoreOptions, credentials?: StoreCredentials): ArtifactStore {
  const root = config.root.replace(/\/+$/, '');
  const { scheme } = parseUri(root);
  switch (scheme) {
    case 'file':
      return createObjectStore(createFileDriver(), root);
    case 'mem':
      return createObjectStore(createMemoryDriver(), root);
    case 's3':
    case 'minio':
      return createObjectStore(
        config.client === 'minio'
          ? createMinioDriver(config, credentials)
          : createS3Driver(config, () => Promise.resolve(credentials)),
        root,
      );
    default:
      throw new UsageError(
        `The store ${config.root} cannot be opened: "${scheme}://" is not supported. Use s3://, minio:// or file:///.`,
      );
  }
}
