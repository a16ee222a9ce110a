/** One object in a store. */
export interface ObjectInfo {
  readonly uri: string;
  readonly bytes: number;
  /**
   * Changes whenever the content does, and may change without (a copy, a restored backup): an ETag, or what a file system
   * knows. Only `list` gives it.
   */
  readonly version?: string;
}

/** Options of `list`. */
export interface ListOptions {
  /** Only objects whose URIs come after this text; need not be one of them. */
  readonly after?: string;
}

/** What an artifact's content is. */
export interface TreeInfo {
  readonly kind: 'file' | 'directory';
  /** `sha256:<hex>`: of the bytes of a file, of the sorted paths and file digests of a directory (see `treeDigest`). */
  readonly digest: string;
  /** Sum of the sizes of all files. */
  readonly bytes: number;
  /** Number of files. */
  readonly files: number;
  /** Of some uploads: what `DownloadOptions` takes back, and nobody else needs to understand. */
  readonly stamp?: string;
}

/** Options of `downloadTree`. */
export interface DownloadOptions {
  /** What the content must be; anything else, twice in a row, is an `InfraError`, and nothing is left at the local path. */
  readonly digest?: string;
  /**
   * The stamp of the upload that gave this digest. While that very object is in the store, a large download is held against
   * a checksum, which is ten times as fast as its digest.
   */
  readonly stamp?: string;
}

/**
 * Where artifacts and records live. Every place is a URI (`file:///dir/x`, `s3://bucket/x`, `minio://bucket/x`,
 * `mem://bucket/x`), never percent-encoded, as in KFP. Reads may go anywhere that the credentials reach; writes only below
 * `root`. Failures of the store are `InfraError`s, retried inside where a retry can help.
 */
export interface ArtifactStore {
  /** The pipeline root, without a slash at the end. */
  readonly root: string;
  /** Whether URIs like this one lie in this store or in one of its other places. Asks nobody, and never throws. */
  reads(uri: string): boolean;
  /** A small object as a whole. Throws `ObjectNotFoundError`. */
  get(uri: string): Promise<Uint8Array>;
  /** Writes or replaces a small object; a reader sees the old bytes or the new ones. */
  put(uri: string, bytes: Uint8Array | string): Promise<void>;
  /** Writes an object unless there is one; of several concurrent writers exactly one gets `true`. */
  putIfAbsent(uri: string, bytes: Uint8Array | string): Promise<boolean>;
  /** The object of exactly that URI, if there is one. */
  head(uri: string): Promise<ObjectInfo | undefined>;
  /** Whether `uri` is an object or has objects below it. */
  exists(uri: string): Promise<boolean>;
  /**
   * Every object whose URI starts with the text `prefix`, in the order of the URIs' UTF-8 bytes. A URI that ends in a
   * slash is an empty directory.
   */
  list(prefix: string, options?: ListOptions): AsyncIterable<ObjectInfo>;
  /** Removes an object; no error when there is none. */
  delete(uri: string): Promise<void>;
  /**
   * Copies a local file or directory to `uri`, replacing whatever was there. Links are followed; see `walkTree`. Throws
   * `TaskError` when the local tree cannot be copied (dangling link, link loop, socket, no permission).
   */
  uploadTree(localPath: string, uri: string): Promise<TreeInfo>;
  /**
   * Copies an artifact to a local path, replacing whatever was there; the path appears only when it is complete. Throws
   * `ObjectNotFoundError` when there is neither an object `uri` nor any below it.
   */
  downloadTree(uri: string, localPath: string, options?: DownloadOptions): Promise<TreeInfo>;
}

/** Keys for the object store. Absent credentials mean anonymous access. */
export interface StoreCredentials {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken?: string;
}

/**
 * Gives the credentials of a place, or `undefined` for anonymous access. Asked before every request, so it keeps what it has
 * until that is about to expire, or until it is told which ones the server no longer takes (`refused`).
 */
export type CredentialSource = (options?: {
  readonly refused?: StoreCredentials | undefined;
}) => Promise<StoreCredentials | undefined>;

/** How to reach an object store. */
export interface StorePlace {
  /** `host:port` of the object store; for `s3://` the default is AWS. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether to speak TLS; the default is yes for AWS, no for an endpoint. */
  readonly secure?: boolean;
  /** Whether the bucket is a part of the path or of the host name; the default is what the server is known to want. */
  readonly style?: 'path' | 'virtual';
  /** Authorities (PEM) to trust beside the public ones. */
  readonly ca?: string;
}

/** Another place than that of the root, with credentials of its own. */
export interface OtherPlace extends StorePlace {
  /** Text that its URIs start with: `s3://bucket/prefix/`, `s3://bucket`, or `s3://` for all of that scheme. */
  readonly prefix: string;
  readonly credentials?: CredentialSource;
}

/** Where a store is; the contract's `StoreConfig` is one. */
export interface StoreOptions extends StorePlace {
  /** Pipeline root: `minio://bucket/prefix`, `s3://bucket/prefix`, `file:///dir` or `mem://name`. */
  readonly root: string;
  /** Who speaks S3: Tiphys itself, or the npm package `minio`. */
  readonly client?: 'tiphys' | 'minio';
  /** Places that are reached in another way; the first whose prefix fits counts. */
  readonly places?: readonly OtherPlace[];
}
