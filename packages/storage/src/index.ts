export { bytesDigest, treeDigest } from './digest.ts';
export type { TreeEntry } from './digest.ts';
export { findCredentials } from './credentials/find-credentials.ts';
export { isObjectNotFound, ObjectNotFoundError } from './errors.ts';
export { makeDirectory } from './make-directory.ts';
export { mapBounded } from './map-bounded.ts';
export { pathExists } from './path-exists.ts';
export { openStore } from './open-store.ts';
export type {
  ArtifactStore,
  CredentialSource,
  DownloadOptions,
  ListOptions,
  ObjectInfo,
  OtherPlace,
  StoreCredentials,
  StoreOptions,
  StorePlace,
  TreeInfo,
} from './store.ts';
export { isBelow, joinUri, parseUri } from './uri.ts';
export type { Location } from './uri.ts';
