import { launcherDirectory } from '@tiphys/contract';
import { TaskError } from '@tiphys/diagnostics';
import { makeDirectory } from '@tiphys/storage';
import type { Template, Volume } from '../manifest/manifest.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import { describeMissing, findClaim, findObject } from './cluster-objects.ts';

/**
 * The folders of a pod's volumes that outlive it: those of the run, claims, Secrets and ConfigMaps, by name of the volume. All others are the
 * pod's own, and empty at first, as is an object that the pod can do without and that is not there.
 *
 * @throws TaskError when one is not on this machine
 */
export async function volumeFolders(template: Template, objects: ClusterObjects): Promise<ReadonlyMap<string, string>> {
  const folders = new Map(objects.runVolumes);
  for (const folder of folders.values()) await makeDirectory(folder);
  // The engine is the launcher: a volume that has one is not needed here.
  const launcher = template.container?.volumeMounts?.find(({ mountPath }) => mountPath === launcherDirectory)?.name;
  for (const volume of (template.volumes ?? []).filter(({ name }) => name !== launcher)) {
    const folder = await volumeFolder(volume, objects);
    if (folder !== undefined) folders.set(volume.name, folder);
  }
  return folders;
}

async function volumeFolder(volume: Volume, objects: ClusterObjects): Promise<string | undefined> {
  const { persistentVolumeClaim: claim, secret, configMap } = volume;
  if (claim !== undefined) return findClaim(objects, claim.claimName);
  const object = secret ?? configMap;
  if (object === undefined) return undefined;
  const kind = secret === undefined ? 'configMap' : 'secret';
  const reference = { kind, name: (secret?.secretName ?? configMap?.name) || '' } as const;
  const folder = await findObject(objects, reference);
  if (folder === undefined && object.optional !== true) throw new TaskError(describeMissing(reference));
  return folder;
}
