import { UsageError } from '@tiphys/diagnostics';
import type { ObjectDriver } from './driver.ts';
import { createFileDriver } from './file-driver.ts';
import { createMinioDriver } from './minio-driver.ts';
import { createMemoryDriver } from './memory-driver.ts';
import { createObjectStore } from './object-store.ts';
import { isInPlace, routePlaces } from './route-places.ts';
import { createS3Driver } from './s3/s3-driver.ts';
import type { ArtifactStore, CredentialSource, StoreCredentials, StoreOptions, StorePlace } from './store.ts';
import { parseUri } from './uri.ts';

/**
 * Opens the store of a root URI; nothing is contacted before the first operation. `mem://` gives a new, empty store in this
 * process. Throws `UsageError` for a scheme that no driver knows.
 */
export function openStore(
  { places = [], ...config }: StoreOptions,
  credentials?: StoreCredentials | CredentialSource,
): ArtifactStore {
  const root = config.root.replace(/\/+$/, '');
  const { scheme } = parseUri(root);
  const open = (place: StorePlace, source: CredentialSource): ObjectDriver =>
    config.client === 'minio' ? createMinioDriver(place, source) : createS3Driver(place, source);
  const others = places.map(({ prefix, credentials: source = anonymous, ...place }) => ({
    prefix,
    driver: open(place, source),
  }));
  const own = ownDriver(config, scheme, () =>
    open(config, typeof credentials === 'function' ? credentials : () => Promise.resolve(credentials)),
  );
  const schemes = isS3(scheme) ? ['s3', 'minio'] : [scheme];
  return createObjectStore(
    routePlaces(others, root, own),
    root,
    (uri) =>
      schemes.some((known) => uri.startsWith(`${known}://`)) || places.some(({ prefix }) => isInPlace(uri, prefix)),
  );
}

function ownDriver({ root }: StoreOptions, scheme: string, openS3: () => ObjectDriver): ObjectDriver {
  switch (scheme) {
    case 'file':
      return createFileDriver();
    case 'mem':
      return createMemoryDriver();
    case 's3':
    case 'minio':
      return openS3();
    default:
      throw new UsageError(
        `The store ${root} cannot be opened: "${scheme}://" is not supported. Use s3://, minio:// or file:///.`,
      );
  }
}

function isS3(scheme: string): boolean {
  return scheme === 's3' || scheme === 'minio';
}

const anonymous: CredentialSource = () => Promise.resolve(undefined);
