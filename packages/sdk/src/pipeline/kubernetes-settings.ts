import type { JsonValue } from '@tiphys/diagnostics';
/**
 * What a task asks of Kubernetes: everything that `kfp-kubernetes` has functions for, under the names of the platform document.
 * `Name`, `Struct` and `List` say where values of the pipeline may stand: what they are is known in a run.
 */
export interface KubernetesSettings<Name, Struct, List> {
  /** Keys of secrets as environment variables: `use_secret_as_env`. */
  readonly secretAsEnv?: readonly SecretAsEnv<Name>[];
  /** Secrets as files: `use_secret_as_volume`. */
  readonly secretAsVolume?: readonly SecretAsVolume<Name>[];
  /** Keys of config maps as environment variables: `use_config_map_as_env`. */
  readonly configMapAsEnv?: readonly ConfigMapAsEnv<Name>[];
  /** Config maps as files: `use_config_map_as_volume`. */
  readonly configMapAsVolume?: readonly ConfigMapAsVolume<Name>[];
  /** Volume claims, such as one that `createPvc` made: `mount_pvc`. */
  readonly pvcMount?: readonly PvcMount<Name>[];
  /** Volumes that live as long as the pod, each with a claim: `add_ephemeral_volume`. */
  readonly ephemeralVolume?: readonly EphemeralVolume[];
  /** Empty folders that live as long as the pod: `empty_dir_mount`. */
  readonly emptyDirMounts?: readonly EmptyDirMount[];
  /** Labels that a node must have: `add_node_selector`, and `add_node_selector_json` for a value of the pipeline. */
  readonly nodeSelector?: Readonly<Record<string, string>> | Struct;
  /** Rules for nodes; all without a weight must hold: `add_node_affinity`. */
  readonly nodeAffinity?: readonly NodeAffinityTerm[];
  /** A `NodeAffinity` of Kubernetes as an object: `add_node_affinity_json`. */
  readonly nodeAffinityJson?: Readonly<Record<string, JsonValue>> | Struct;
  /** Taints that do not matter: `add_toleration`, and `add_toleration_json` for a value of the pipeline, one or a list. */
  readonly tolerations?: readonly (Toleration | Struct | List)[];
  /** Labels of the pod: `add_pod_label`. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Annotations of the pod: `add_pod_annotation`. */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Secrets with which images are pulled: `set_image_pull_secrets`. */
  readonly imagePullSecrets?: readonly Name[];
  /** When the image is pulled: `set_image_pull_policy`. */
  readonly imagePullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
  /** Seconds after which an attempt is ended: `set_timeout`. */
  readonly timeoutSeconds?: number;
  /** Fields of the pod as environment variables, such as `{ POD_NAME: 'metadata.name' }`: `use_field_path_as_env`. */
  readonly fieldPathAsEnv?: Readonly<Record<string, string>>;
  /** User and group of the container: `set_security_context`. */
  readonly securityContext?: {
    readonly runAsUser?: number;
    readonly runAsGroup?: number;
    readonly runAsNonRoot?: boolean;
  };
}

/** `keys` gives each key of the secret the name of a variable: `{ password: 'DB_PASSWORD' }`. */
export interface SecretAsEnv<Name> {
  readonly secret: Name;
  readonly keys: Readonly<Record<string, string>>;
  /** Whether a task runs without it, too. */
  readonly optional?: boolean;
}

/** A secret whose keys are files below `mountPath`. */
export interface SecretAsVolume<Name> {
  readonly secret: Name;
  readonly mountPath: string;
  /** Whether a task runs without it, too. */
  readonly optional?: boolean;
}

/** `keys` gives each key of the config map the name of a variable. */
export interface ConfigMapAsEnv<Name> {
  readonly configMap: Name;
  readonly keys: Readonly<Record<string, string>>;
  /** Whether a task runs without it, too. */
  readonly optional?: boolean;
}

/** A config map whose keys are files below `mountPath`. */
export interface ConfigMapAsVolume<Name> {
  readonly configMap: Name;
  readonly mountPath: string;
  /** Whether a task runs without it, too. */
  readonly optional?: boolean;
}

/** A claim, and where it is mounted. */
export interface PvcMount<Name> {
  readonly claim: Name;
  readonly mountPath: string;
  /** A folder of the volume; all of it when absent. */
  readonly subPath?: string;
}

/** How a volume may be used. */
export type AccessMode = 'ReadWriteOnce' | 'ReadWriteMany' | 'ReadOnlyMany' | 'ReadWriteOncePod';

/** A volume with a claim that is made and deleted with the pod. */
export interface EphemeralVolume {
  readonly name: string;
  readonly mountPath: string;
  readonly accessModes: readonly AccessMode[];
  /** Such as `10Gi`. */
  readonly size: string;
  /** The cluster's own when absent. */
  readonly storageClassName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A folder that is empty when the pod begins. */
export interface EmptyDirMount {
  readonly name: string;
  readonly mountPath: string;
  readonly medium?: 'Memory' | 'HugePages';
  /** Such as `1Gi`. */
  readonly sizeLimit?: string;
}

/** A rule about a label or a field of a node. */
export interface NodeRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  readonly values?: readonly string[];
}

/** Rules for nodes that hold together. */
export interface NodeAffinityTerm {
  readonly matchExpressions?: readonly NodeRequirement[];
  readonly matchFields?: readonly NodeRequirement[];
  /** From 1 to 100: makes it a preference. */
  readonly weight?: number;
}

/** A taint that does not matter to the task. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule';
  readonly tolerationSeconds?: number;
}
