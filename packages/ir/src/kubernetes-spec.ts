import type { JsonObject } from '@tiphys/diagnostics';
import type { TaskInputParameter } from './pipeline-spec.ts';

/*
 * The `kubernetes` platform: `KubernetesExecutorConfig` of kfp-kubernetes and KFP's `PipelineConfig`, in the proto's own
 * names (kfp-semantics 7, 8). Where a field has a form `...Parameter` or `...Json`, that form wins over the plain one; it
 * is resolved where the task stands, like an input of the task.
 */

/** What the `kubernetes` platform says of a pipeline. */
export interface KubernetesPlatformSpec {
  readonly deploymentSpec?: { readonly executors: Readonly<Record<string, KubernetesExecutorConfig>> };
  readonly pipelineConfig?: KubernetesPipelineConfig;
  readonly platform?: string;
  readonly version?: string;
  readonly config?: JsonObject;
}

/** Settings of a whole run. Numbers that are not positive mean unset. */
export interface KubernetesPipelineConfig {
  readonly resourceTtlOnCompletion?: number;
  readonly resourceTtlOnSuccess?: number;
  readonly resourceTtlOnFailure?: number;
  readonly activeDeadlineSeconds?: number;
  readonly workspace?: { readonly size?: string; readonly kubernetes?: { readonly pvcSpecPatch?: JsonObject } };
}

/** Settings of the pods of one executor. */
export interface KubernetesExecutorConfig {
  readonly secretAsVolume: readonly (NamedSecret & Mounted & { readonly optional?: boolean })[];
  readonly secretAsEnv: readonly (NamedSecret & {
    readonly keyToEnv: readonly { readonly secretKey: string; readonly envVar: string }[];
    readonly optional?: boolean;
  })[];
  readonly configMapAsVolume: readonly (NamedConfigMap & Mounted & { readonly optional?: boolean })[];
  readonly configMapAsEnv: readonly (NamedConfigMap & {
    readonly keyToEnv: readonly { readonly configMapKey: string; readonly envVar: string }[];
    readonly optional?: boolean;
  })[];
  readonly pvcMount: readonly PvcMount[];
  readonly genericEphemeralVolume: readonly GenericEphemeralVolume[];
  readonly emptyDirMounts: readonly (Mounted & {
    readonly volumeName: string;
    readonly medium?: string;
    readonly sizeLimit?: string;
  })[];
  readonly nodeSelector?: {
    readonly labels: Readonly<Record<string, string>>;
    readonly nodeSelectorJson?: TaskInputParameter;
  };
  readonly tolerations: readonly TolerationConfig[];
  readonly nodeAffinity: readonly NodeAffinityTerm[];
  readonly podAffinity: readonly PodAffinityTerm[];
  readonly enabledSharedMemory?: { readonly volumeName?: string; readonly size?: string };
  readonly podMetadata?: PodMetadataConfig;
  readonly imagePullSecret: readonly NamedSecret[];
  readonly imagePullPolicy?: ImagePullPolicy;
  readonly activeDeadlineSeconds?: number;
  readonly fieldPathAsEnv: readonly { readonly name: string; readonly fieldPath: string }[];
  readonly securityContext?: {
    readonly runAsUser?: number;
    readonly runAsGroup?: number;
    readonly runAsNonRoot?: boolean;
  };
  readonly initContainers: readonly InitContainerConfig[];
}

export type ImagePullPolicy = 'Always' | 'Never' | 'IfNotPresent';

export interface NamedSecret {
  readonly secretName?: string;
  readonly secretNameParameter?: TaskInputParameter;
}

export interface NamedConfigMap {
  readonly configMapName?: string;
  readonly configMapNameParameter?: TaskInputParameter;
}

interface Mounted {
  readonly mountPath: string;
}

export interface PvcMount extends Mounted {
  readonly pvcNameParameter?: TaskInputParameter;
  /** The three older forms of `pvcNameParameter`. */
  readonly constant?: string;
  readonly taskOutputParameter?: NonNullable<TaskInputParameter['taskOutputParameter']>;
  readonly componentInputParameter?: string;
  readonly subPath?: string;
}

export interface GenericEphemeralVolume extends Mounted {
  readonly volumeName: string;
  readonly accessModes: readonly string[];
  readonly size: string;
  /** Whether the cluster chooses the class; `storageClassName` does not count then. */
  readonly defaultStorageClass?: boolean;
  readonly storageClassName?: string;
  readonly metadata?: PodMetadataConfig;
}

export interface PodMetadataConfig {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface TolerationConfig {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
  /** A toleration, or a list of them. */
  readonly tolerationJson?: TaskInputParameter;
}

export interface SelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface NodeAffinityTerm {
  readonly matchExpressions: readonly SelectorRequirement[];
  readonly matchFields: readonly SelectorRequirement[];
  /** Makes the term a preference. */
  readonly weight?: number;
  readonly nodeAffinityJson?: TaskInputParameter;
}

export interface PodAffinityTerm {
  readonly matchPodExpressions: readonly SelectorRequirement[];
  readonly matchPodLabels: Readonly<Record<string, string>>;
  readonly topologyKey?: string;
  readonly namespaces: readonly string[];
  readonly matchNamespaceExpressions: readonly SelectorRequirement[];
  readonly matchNamespaceLabels: Readonly<Record<string, string>>;
  readonly weight?: number;
  /** Whether the pod wants to be away from those pods. */
  readonly anti?: boolean;
}

export interface InitContainerConfig {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly volumeMounts: readonly { readonly volumeName: string; readonly mountPath: string }[];
  /** Makes it run beside the main container. */
  readonly restartPolicy?: 'Always';
  readonly resources?: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
}
