import type { FileDigest } from './digest.ts';
import type { ListOptions, ObjectInfo } from './store.ts';
import type { Location } from './uri.ts';

/** What a reader knows of an object before it is read. */
export interface KnownObject {
  readonly bytes?: number;
  /** Digest and stamp of the upload; an object of that stamp has that digest. */
  readonly upload?: { readonly digest: string; readonly stamp: string };
}

/**
 * What a driver must do; everything else (trees, digests, checks of URIs) is built on it once for all drivers. A location
 * whose key ends in a slash is the marker of an empty directory.
 */
export interface ObjectDriver {
  /** How many transfers to run at a time. */
  readonly parallel: number;
  get(location: Location): Promise<Uint8Array>;
  /** Atomic. With `ifAbsent`, `false` when there already is an object; otherwise always `true`. */
  put(location: Location, bytes: Uint8Array, ifAbsent: boolean): Promise<boolean>;
  head(location: Location): Promise<ObjectInfo | undefined>;
  /** `after`, if there is one, starts with the prefix. */
  list(prefix: Location, options: ListOptions): AsyncIterable<ObjectInfo>;
  delete(location: Location): Promise<void>;
  /** Streams a local file into an object; atomic. The bulk path of a driver. Throws `TaskError` for a file that cannot be read. */
  putFile(localPath: string, location: Location): Promise<FileDigest>;
  /**
   * Streams an object into a new local file, which need not be atomic. Throws `ObjectNotFoundError`.
   */
  getFile(location: Location, localPath: string, known?: KnownObject): Promise<FileDigest>;
}
