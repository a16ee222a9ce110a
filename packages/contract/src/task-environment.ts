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
  /** `RunContext` as `printRunContext` writes it. */
  run: 'TIPHYS_RUN',
  /** `{{retries}}`: number of this attempt, from 0; absent where nothing retries. */
  attempt: 'TIPHYS_ATTEMPT',
  /** `StoreConfig` as JSON. */
  store: 'TIPHYS_STORE',
  /** `pod`: what the command writes is not kept in the store. */
  log: 'TIPHYS_LOG',
  /** The directory that the launcher writes to, where that is not its own. */
  base: 'TIPHYS_BASE',
  /** `terminationGracePeriodSeconds` of the pod; absent is Kubernetes' own 30. */
  grace: 'TIPHYS_GRACE',
  /**
   * Only look into the cache: the outputs of a hit are written as ever, and whether there was one (`true` or `false`) to the file of
   * this name beside them. Never fails.
   */
  probe: 'TIPHYS_PROBE',
  /** Of the store; of its other places with `_0`, `_1` and so on behind the name, see `placeVariable`. */
  accessKey: 'TIPHYS_ACCESS_KEY',
  secretKey: 'TIPHYS_SECRET_KEY',
  /** Authorities (PEM) that the store's certificate may come from, beside the public ones. */
  ca: 'TIPHYS_CA',
} as const;

/**
 * The variable that holds a key or the authorities of a place of the store.
 *
 * @param place its number among the other places; that of the pipeline root has none
 */
export function placeVariable(of: 'accessKey' | 'secretKey' | 'ca', place?: number): string {
  return place === undefined ? environmentName[of] : `${environmentName[of]}_${place}`;
}

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

/** How an object store is reached. Credentials are never part of it. */
export interface PlaceConfig {
  /** `host:port`, without a scheme. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether to speak TLS to the endpoint. */
  readonly secure?: boolean;
  /** Whether the bucket is a part of the path or of the host name; the default is what the server is known to want. */
  readonly style?: 'path' | 'virtual';
  /**
   * Where the credentials come from, unless from the Secret: from AWS's variables, be it keys or an identity; from the identity of the
   * pod; or nowhere. Absent: the keys of the Secret, else AWS's variables, else nowhere.
   */
  readonly credentials?: 'environment' | 'identity' | 'none';
  /** URL of the Security Token Service that the identity of the pod is shown to; AWS's by default. */
  readonly sts?: string;
}

/** Objects that are reached in another way than those of the pipeline root. */
export interface OtherPlaceConfig extends PlaceConfig {
  /** Text that their URIs start with: `s3://bucket/prefix/`, `s3://bucket`, or `s3://` for all of that scheme. */
  readonly prefix: string;
}

/** Where artifacts and records live. */
export interface StoreConfig extends PlaceConfig {
  /** Pipeline root: `minio://bucket/prefix`, `s3://bucket/prefix` or `file:///dir`. */
  readonly root: string;
  /** The first whose prefix fits counts. The variables with their keys have the number of the place, from 0, behind their names. */
  readonly places?: readonly OtherPlaceConfig[];
  /** Who speaks S3: Tiphys itself, or the npm package `minio`. */
  readonly client?: 'tiphys' | 'minio';
}

/** Where the launcher lives in a pod, and where it keeps everything that it writes, unless `environmentName.base` says so. */
export const launcherDirectory = '/tiphys';

/** Where a launcher that lives in a volume it cannot write to keeps everything that it writes. */
export const workDirectory = '/tiphys-work';

/** Where the workspace of a run is in its pods (kfp-semantics 3.6). */
export const workspaceDirectory = '/kfp-workspace';

/** Name of the volume that it is; its claim is called `<run>-<this>`. In KFP it has the same. */
export const workspaceVolume = 'kfp-workspace';
