import type { JsonObject, JsonValue } from '@tiphys/diagnostics';

/**
 * What a pod needs beyond its container, in Kubernetes' words. Values that only a run knows are the task's: an option
 * names one of `Task.podValues`.
 */
export interface PodOptions {
  readonly env: readonly PodVariable[];
  readonly volumes: readonly PodVolume[];
  readonly mounts: readonly PodMount[];
  /** An object of labels. */
  readonly nodeSelector?: PodValue;
  /** Each a toleration, or a list of them. */
  readonly tolerations: readonly PodValue[];
  /** A Kubernetes `NodeAffinity`. */
  readonly nodeAffinity?: PodValue;
  readonly podAffinity?: JsonObject;
  readonly podAntiAffinity?: JsonObject;
  readonly metadata?: PodMetadata;
  /** Names of Secrets. */
  readonly imagePullSecrets: readonly PodValue[];
  readonly imagePullPolicy?: 'Always' | 'Never' | 'IfNotPresent';
  /** For each attempt. */
  readonly activeDeadlineSeconds?: number;
  readonly runAs?: PodUser;
  readonly initContainers: readonly PodInitContainer[];
}

/** A value: known now, or one of the task's `podValues`. A `dynamic` one that turns out to be null is left out. */
export type PodValue =
  { readonly kind: 'constant'; readonly value: JsonValue } | { readonly kind: 'dynamic'; readonly name: string };

/** An environment variable that comes from elsewhere. */
export interface PodVariable {
  readonly name: string;
  readonly from:
    | {
        readonly kind: 'secret' | 'config-map';
        readonly object: PodValue;
        readonly key: string;
        readonly optional?: boolean;
      }
    | { readonly kind: 'field'; readonly path: string };
}

/** A volume; `name` is a DNS label, unique in the pod. */
export interface PodVolume {
  readonly name: string;
  readonly source: PodVolumeSource;
}

export type PodVolumeSource =
  | { readonly kind: 'secret' | 'config-map'; readonly object: PodValue; readonly optional: boolean }
  | { readonly kind: 'claim'; readonly object: PodValue }
  | { readonly kind: 'empty'; readonly medium?: string; readonly sizeLimit?: string }
  | {
      readonly kind: 'ephemeral';
      readonly accessModes: readonly string[];
      readonly size: string;
      /** Absent: the cluster's own class. */
      readonly storageClassName?: string;
      readonly metadata?: PodMetadata;
    };

/** Where the main container sees a volume. */
export interface PodMount {
  readonly volume: string;
  readonly path: string;
  readonly subPath?: string;
}

export interface PodMetadata {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Whom the main container runs as; what is absent is the platform's choice. */
export interface PodUser {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly runAsNonRoot?: boolean;
}

/** A container that runs before the main one, or beside it with `sidecar`. */
export interface PodInitContainer {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly mounts: readonly PodMount[];
  readonly sidecar?: boolean;
  readonly resources?: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
}
