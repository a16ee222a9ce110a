import type { Template, Volume } from '@tiphys/argo-types';
import { launcherDirectory, workDirectory } from '@tiphys/contract';

/**
 * A volume that has the launcher already: `image`, the launcher's image as Kubernetes mounts it itself (on by default from 1.35 on; Argo from 3.6
 * on), or any other that somebody filled with `launcher install`.
 */
export type LauncherVolume =
  | 'image'
  | {
      /** What the volume is, in Kubernetes' words. */
      readonly source: Omit<Volume, 'name'>;
      /** The directory in it that `launcher install` was given; its top by default. */
      readonly subPath?: string;
    };

/** How the launcher comes into a pod. */
export interface LauncherDelivery {
  readonly volumes: NonNullable<Template['volumes']>;
  readonly initContainers: NonNullable<Template['initContainers']>;
  /** Where the main container sees the launcher, and what it may write to. */
  readonly mounts: NonNullable<NonNullable<Template['container']>['volumeMounts']>;
}

/** Name of the volume that the launcher may write to, and of the init container that copies it there. */
export const launcherVolume = 'tiphys';

/** Name of the volume that holds the launcher and nothing else. */
const readOnlyVolume = 'tiphys-launcher';

/** The directory of the launcher's image that has what `launcher install` would copy. */
const imagePayload = 'payload';

/** Everything about a launcher that a pod has to say. */
interface DeliveryOptions {
  readonly launcherImage: string;
  readonly launcherVolume?: LauncherVolume;
}

/** The directory that the launcher writes to. */
export function launcherBase(options: Pick<DeliveryOptions, 'launcherVolume'>): string {
  return options.launcherVolume === undefined ? launcherDirectory : workDirectory;
}

/**
 * By default an init container copies the launcher into an emptyDir: that works in every cluster, with and without Argo's own init
 * container (argo-facts 3.1). From a volume that has it, it runs as it is, and writes to an emptyDir beside it.
 */
export function deliverLauncher(options: DeliveryOptions): LauncherDelivery {
  const own = { name: launcherVolume, mountPath: launcherBase(options) };
  const writable = { name: launcherVolume, emptyDir: {} };
  const { launcherImage, launcherVolume: volume } = options;
  if (volume === undefined) {
    const command = ['/tiphys-launcher', 'install', launcherDirectory];
    const initContainers = [{ name: launcherVolume, image: launcherImage, command, volumeMounts: [own] }];
    return { volumes: [writable], initContainers, mounts: [own] };
  }
  const { source, subPath } =
    volume === 'image' ? { source: { image: { reference: launcherImage } }, subPath: imagePayload } : volume;
  const launcher = { name: readOnlyVolume, mountPath: launcherDirectory, readOnly: true };
  return {
    volumes: [writable, { name: readOnlyVolume, ...source }],
    initContainers: [],
    mounts: [own, { ...launcher, ...(subPath !== undefined && { subPath }) }],
  };
}
