import { createVolumeNames, workspaceVolume } from '@tiphys/contract';
import type { DocumentPath } from '@tiphys/diagnostics';
import type { KubernetesExecutorConfig, PvcMount, TaskInputParameter } from '@tiphys/ir';
import type { PodMount, PodVolume, PodVolumeSource } from './pod-options.ts';
import type { PodOptionsContext } from './pod-options-context.ts';

/** The volumes of a pod, and where the main container sees them. */
export interface PodVolumes {
  readonly volumes: readonly PodVolume[];
  readonly mounts: readonly PodMount[];
  /** The volume that KFP would call so: the resource's own name, or the one that the user gave. */
  named(name: string): string | undefined;
  /** Every name that `named` knows. */
  readonly names: readonly string[];
}

/** Volumes that the launcher, Argo or the workspace have. */
export const reservedVolumes = [
  'tiphys',
  'tiphys-launcher',
  'tiphys-token',
  workspaceVolume,
  'var-run-argo',
  'tmp-dir-argo',
  'podmetadata',
  'argo-staging',
];

/** Volumes and mounts of all kinds, in KFP's order (kfp-semantics 7.2). What is mounted twice is one volume. */
export function buildVolumes(context: PodOptionsContext, config: KubernetesExecutorConfig): PodVolumes {
  const names = createVolumeNames(reservedVolumes);
  const volumes = new Map<string, PodVolume>();
  const byName = new Map<string, string>();
  const mounts: PodMount[] = [];

  function mount(wanted: string, source: PodVolumeSource, at: Omit<PodMount, 'volume'>, path: DocumentPath): void {
    const key = JSON.stringify(source.kind === 'empty' || source.kind === 'ephemeral' ? [wanted, source] : source);
    const volume = volumes.get(key) ?? { name: names.add(wanted), source };
    volumes.set(key, volume);
    byName.set(wanted, volume.name);
    if (mounts.some((other) => other.path === at.path)) context.duplicateMount(at.path, [...path, 'mountPath']);
    mounts.push({ volume: volume.name, ...at });
  }

  for (const [index, { secretName, secretNameParameter, mountPath, optional }] of config.secretAsVolume.entries()) {
    const path = [...context.path, 'secretAsVolume', index];
    const object = context.named('secretAsVolume', index, secretNameParameter, secretName, path);
    if (object === undefined) continue;
    const source = { kind: 'secret', object, optional: optional ?? false } as const;
    mount(context.nameOf(object), source, { path: mountPath }, path);
  }
  for (const [index, entry] of config.configMapAsVolume.entries()) {
    const path = [...context.path, 'configMapAsVolume', index];
    const { configMapName, configMapNameParameter, mountPath, optional } = entry;
    const object = context.named('configMapAsVolume', index, configMapNameParameter, configMapName, path);
    if (object === undefined) continue;
    const source = { kind: 'config-map', object, optional: optional ?? false } as const;
    mount(context.nameOf(object), source, { path: mountPath }, path);
  }
  for (const [index, entry] of config.pvcMount.entries()) {
    const path = [...context.path, 'pvcMount', index];
    const object = context.named('pvcMount', index, claimParameter(entry), entry.constant, path);
    if (object === undefined) continue;
    const subPath = entry.subPath ? { subPath: entry.subPath } : {};
    mount(context.nameOf(object), { kind: 'claim', object }, { path: entry.mountPath, ...subPath }, path);
  }
  for (const [index, volume] of config.genericEphemeralVolume.entries()) {
    const { volumeName, mountPath, accessModes, size, defaultStorageClass, storageClassName, metadata } = volume;
    const source = {
      kind: 'ephemeral',
      accessModes,
      size,
      ...(defaultStorageClass !== true && storageClassName !== undefined && { storageClassName }),
      ...(metadata && { metadata }),
    } as const;
    const path = [...context.path, 'genericEphemeralVolume', index];
    context.checkAmount(size, [...path, 'size']);
    mount(volumeName, source, { path: mountPath }, path);
  }
  for (const [index, { volumeName, mountPath, medium, sizeLimit }] of config.emptyDirMounts.entries()) {
    const source = { kind: 'empty', ...(medium && { medium }), ...(sizeLimit && { sizeLimit }) } as const;
    const path = [...context.path, 'emptyDirMounts', index];
    context.checkAmount(sizeLimit, [...path, 'sizeLimit']);
    mount(volumeName, source, { path: mountPath }, path);
  }
  if (config.enabledSharedMemory !== undefined) {
    const { volumeName, size } = config.enabledSharedMemory;
    const source = { kind: 'empty', medium: 'Memory', ...(size && { sizeLimit: size }) } as const;
    const path = [...context.path, 'enabledSharedMemory'];
    context.checkAmount(size, [...path, 'size']);
    mount(volumeName || 'shm', source, { path: '/dev/shm' }, path);
  }
  return { volumes: [...volumes.values()], mounts, named: (name) => byName.get(name), names: [...byName.keys()] };
}

/** The name of a claim, old forms read as the new one. */
function claimParameter(mount: PvcMount): TaskInputParameter | undefined {
  if (mount.pvcNameParameter !== undefined) return mount.pvcNameParameter;
  if (mount.taskOutputParameter !== undefined) return { taskOutputParameter: mount.taskOutputParameter };
  const input = mount.componentInputParameter;
  return input === undefined ? undefined : { componentInputParameter: input };
}
