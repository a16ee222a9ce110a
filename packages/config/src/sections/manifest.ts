import { argoVersions, isPipelineRoot, manifestKinds, podSecurityLevels } from '@tiphys/backend-argo';
import type { ArgoVersion, CronSchedule, LauncherVolume, ManifestKind, PodSecurityLevel } from '@tiphys/backend-argo';
import { z } from 'zod';
import { launcherVolumeFaults } from './launcher-volume-faults.ts';
import { shaped } from './shaped.ts';

/** What `tiphys compile` makes. */
export interface ManifestSection {
  /** The Argo that manifests must suit. Default `any`: every supported one. */
  readonly argoVersion?: ArgoVersion;
  /** The kind of object to make. Default `workflow`. */
  readonly kind?: ManifestKind;
  /** When a `cron-workflow` starts. */
  readonly schedule?: CronSchedule;
  /**
   * Where artifacts and records go: `minio://bucket/prefix` or `s3://bucket/prefix`. Default: the root that the pipeline asks
   * for, else KFP's own.
   */
  readonly pipelineRoot?: string;
  /** The image that holds the launcher. Default: the one of this version. */
  readonly launcherImage?: string;
  /**
   * A volume that has the launcher, which spares each pod an init container: `image`, where nodes can mount images, or one that somebody
   * filled. Default: none.
   */
  readonly launcherVolume?: LauncherVolume;
  /** The Pod Security Standard that pods suit. Default `restricted`. */
  readonly podSecurity?: PodSecurityLevel;
  /** Whether what tasks write is kept in the store, where `tiphys logs` finds it when the pods are gone. Default `true`. */
  readonly keepLogs?: boolean;
  /** How long a task may take to stop when it is told to, in whole seconds. Default: 30, which is Kubernetes' own. */
  readonly graceSeconds?: number;
}

const schedule = z.strictObject({
  expressions: z.array(z.string().min(1)).min(1),
  timezone: z.string().min(1).exactOptional(),
  concurrencyPolicy: z.enum(['Allow', 'Forbid', 'Replace']).exactOptional(),
});

/** The same as a schema. */
export const manifestShape = {
  argoVersion: z.enum(argoVersions).exactOptional(),
  kind: z.enum(manifestKinds).exactOptional(),
  schedule: schedule.exactOptional(),
  pipelineRoot: z
    .string()
    .refine(isPipelineRoot, 'A store looks like minio://bucket/prefix or s3://bucket/prefix.')
    .exactOptional(),
  launcherImage: z.string().min(1).exactOptional(),
  launcherVolume: shaped<LauncherVolume>(launcherVolumeFaults).exactOptional(),
  podSecurity: z.enum(podSecurityLevels).exactOptional(),
  keepLogs: z.boolean().exactOptional(),
  graceSeconds: z.int().min(1).max(86_400).exactOptional(),
};
