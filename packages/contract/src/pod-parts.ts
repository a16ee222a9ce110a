import type { JsonValue } from '@tiphys/diagnostics';

/** A value: known now, or one that a run gives by this name. A `dynamic` one that turns out to be null is left out. */
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
