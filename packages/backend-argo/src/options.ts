import { argoReleases } from '@tiphys/argo-types';
import { launcherDirectory } from '@tiphys/contract';
import type { CacheSettings } from './cache-lifetimes.ts';
import type { LauncherVolume } from './leaf/deliver-launcher.ts';
import type { PodSecurityLevel } from './pod/pod-security.ts';
import type { PlaceOf } from '@tiphys/compiler';
import type { Plugin } from '@tiphys/compiler/plugin';
import type { KfpProviders } from './store/kfp-providers.ts';
import type { ResolvedStore } from './store/resolve-store.ts';
import { resolveStore } from './store/resolve-store.ts';
import type { StoreSettings } from './store/store-settings.ts';

/** Argo versions that a manifest can be made for; `any` is what all of them take. */
export const argoVersions = ['any', ...argoReleases] as const;
export type ArgoVersion = (typeof argoVersions)[number];

/** Kinds of object that a pipeline can become. */
export const manifestKinds = ['workflow', 'workflow-template', 'cluster-workflow-template', 'cron-workflow'] as const;
export type ManifestKind = (typeof manifestKinds)[number];

/** When a `cron-workflow` starts. */
export interface CronSchedule {
  /** Cron expressions, at least one: `0 6 * * 1-5`. */
  readonly expressions: readonly string[];
  /** IANA name; the controller's own time zone by default. */
  readonly timezone?: string;
  /** What happens while a run of before is still going; Argo's default is `Allow`. */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
}

/** What a user may choose about the manifest. */
export interface EmitOptions {
  /** Their hooks see the workflow before the self-checks and before it becomes another kind. */
  readonly plugins?: readonly Plugin[];
  /** For the findings of those hooks; without it they name no place in the pipeline file. */
  readonly placeOf?: PlaceOf;
  /** Default `workflow`. */
  readonly kind?: ManifestKind;
  /** For the kind `cron-workflow`, which needs it. */
  readonly schedule?: CronSchedule;
  /** Default `any`. */
  readonly argoVersion?: ArgoVersion;
  /**
   * Where artifacts and records go: `minio://bucket/prefix` or `s3://bucket/prefix`, with `?endpoint=host:port`,
   * `&region=..`, `&disableSSL=true` as KFP writes them. Default: the pipeline's own root, else KFP's.
   */
  readonly pipelineRoot?: string;
  /** Image that holds the launcher. */
  readonly launcherImage?: string;
  /** A volume of the cluster that has the launcher; without it an init container brings it. */
  readonly launcherVolume?: LauncherVolume;
  /** The profile that pods suit. Default `restricted`. */
  readonly podSecurity?: PodSecurityLevel;
  /** Whether what tasks write is kept in the store beside the logs of the pods; it is by default. */
  readonly keepLogs?: boolean;
  /** How long pods may take to stop, in whole seconds; Kubernetes' own 30 by default. */
  readonly graceSeconds?: number;
  /** For how long results of cached tasks are good; for ever by default. */
  readonly cache?: CacheSettings;
  /** Tasks that one DAG may have before some of them move into DAGs of their own; at least 2. Default: what Argo's full CRDs take. */
  readonly tasksPerDag?: number;
  /** Templates that the workflow may have before component specs move into ConfigMaps. Default: what Argo's full CRDs take. */
  readonly templatesPerWorkflow?: number;
  /** How pods reach the store; wins over what the root says. The Secret with its keys is KFP's own by default. */
  readonly store?: StoreSettings;
  /** The providers of KFP's own launcher; what `store` says wins. */
  readonly providers?: KfpProviders;
}

/** Every choice made. */
export interface ResolvedEmitOptions {
  readonly kind: ManifestKind;
  readonly schedule: CronSchedule;
  readonly argoVersion: ArgoVersion;
  readonly store: ResolvedStore;
  readonly launcherImage: string;
  readonly launcherVolume?: LauncherVolume;
  readonly podSecurity: PodSecurityLevel;
  readonly keepLogs: boolean;
  readonly graceSeconds?: number;
  /** In a pod, artifacts of the store appear below this directory (kfp-semantics 3.2). */
  readonly localRoot: string;
}

/** The version of the launcher image that goes with these manifests. */
const launcherImage = 'tiphys/launcher:0.1.0';

/** Fills in the defaults. `ownRoot` is the root that the pipeline itself asks for. */
export function resolveEmitOptions(options: EmitOptions, ownRoot?: string): ResolvedEmitOptions {
  const store = resolveStore(options.pipelineRoot ?? ownRoot, options.store, options.providers);
  const scheme = /^([a-z0-9]+):/.exec(store.config.root)?.[1] ?? 'minio';
  return {
    kind: options.kind ?? 'workflow',
    schedule: options.schedule ?? { expressions: [] },
    argoVersion: options.argoVersion ?? 'any',
    store,
    launcherImage: options.launcherImage ?? launcherImage,
    ...(options.launcherVolume !== undefined && { launcherVolume: options.launcherVolume }),
    podSecurity: options.podSecurity ?? 'restricted',
    keepLogs: options.keepLogs ?? true,
    ...(options.graceSeconds !== undefined && { graceSeconds: options.graceSeconds }),
    localRoot: scheme === 'gs' ? '/gcs' : scheme === 'file' ? launcherDirectory : `/${scheme}`,
  };
}

/** Whether a text names a store for artifacts, with a bucket. */
export function isPipelineRoot(text: string): boolean {
  return /^(minio|s3|gs):\/\/[^/?]+/.test(text);
}
