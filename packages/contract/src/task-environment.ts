import type { contractVersion } from './component-spec.ts';

/**
 * Environment variables by which a manifest speaks to the launcher. All of them are removed from the environment of the
 * user's command.
 */
export const environmentName = {
  /** `ComponentSpec` as `packSpec` shortens it, in inert JSON. */
  spec: 'TIPHYS_SPEC',
  /** A list of the texts that several component specs share, in inert JSON; absent when none do. */
  texts: 'TIPHYS_TEXTS',
  /**
   * `TaskInput` as a wire value. Where it is longer than a variable may be: its UTF-8 bytes in base64, in pieces, in
   * `TIPHYS_IN_0`, `TIPHYS_IN_1` and so on.
   */
  input: 'TIPHYS_IN',
  /** `RunContext` as JSON. */
  run: 'TIPHYS_RUN',
  /** `{{retries}}`: number of this attempt, from 0; absent where nothing retries. */
  attempt: 'TIPHYS_ATTEMPT',
  /** `StoreConfig` as JSON. */
  store: 'TIPHYS_STORE',
  /** `pod`: what the command writes is not kept in the store. */
  log: 'TIPHYS_LOG',
  /** `terminationGracePeriodSeconds` of the pod; absent is Kubernetes' own 30. */
  grace: 'TIPHYS_GRACE',
  /**
   * Only look into the cache: the outputs of a hit are written as ever, and whether there was one (`true` or `false`) to the file of
   * this name beside them. Never fails.
   */
  probe: 'TIPHYS_PROBE',
  accessKey: 'TIPHYS_ACCESS_KEY',
  secretKey: 'TIPHYS_SECRET_KEY',
  /** Authorities (PEM) that the store's certificate may come from, beside the public ones. */
  ca: 'TIPHYS_CA',
} as const;

/** Which run and which node this is. Filled by Argo's own substitution, so what changes from run to run is text. */
export interface RunContext {
  readonly v: typeof contractVersion;
  /** Pipeline name: the first part of every artifact URI (kfp-semantics 3.2). */
  readonly pipeline: string;
  /** `{{workflow.name}}`: the run's name and the second part of every artifact URI. */
  readonly name: string;
  /** `{{workflow.uid}}` */
  readonly uid: string;
  /** `{{workflow.creationTimestamp.RFC3339}}` */
  readonly created: string;
  /** `{{node.name}}`, such as `hello-7d49l.for-loop-1.each(0:0).train`; `taskPath` reads the IR path out of it. */
  readonly node: string;
  /** `{{pod.name}}`: unique per attempt of a node. */
  readonly pod: string;
  /** The variable `TIPHYS_ATTEMPT`. */
  readonly attempt?: string;
}

/** Where artifacts and records live. Credentials are never part of it. */
export interface StoreConfig {
  /** Pipeline root: `minio://bucket/prefix`, `s3://bucket/prefix` or `file:///dir`. */
  readonly root: string;
  /** `host:port`, without a scheme. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether to speak TLS to the endpoint. */
  readonly secure?: boolean;
  /** Whether the bucket is a part of the path or of the host name; the default is what the server is known to want. */
  readonly style?: 'path' | 'virtual';
  /** Who speaks S3: Tiphys itself, or the npm package `minio`. */
  readonly client?: 'tiphys' | 'minio';
}

/** Where the launcher lives in a pod, and where it keeps everything that it writes. */
export const launcherDirectory = '/tiphys';

/** Where the workspace of a run is in its pods (kfp-semantics 3.6). */
export const workspaceDirectory = '/kfp-workspace';
