import type { PodMetadata, PodMount, PodValue, PodVariable, PodVolume } from '@tiphys/contract';
import type { JsonObject } from '@tiphys/diagnostics';

export type { PodMetadata, PodMount, PodValue, PodVariable, PodVolume, PodVolumeSource } from '@tiphys/contract';

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
