import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TaskError } from '@tiphys/diagnostics';
import { claimDataFolder } from '@tiphys/runtime';

/** Folders of this machine that stand for objects of a cluster. */
export interface ClusterObjects {
  /** A folder for each volume claim. */
  readonly claims: string;
  /** A folder for each Secret, with a file for each key. */
  readonly secrets?: string;
  /** The same for ConfigMaps. */
  readonly configMaps?: string;
  /** Folders of the volumes that belong to the run (`volumeClaimTemplates`), by name of the volume. */
  readonly runVolumes?: ReadonlyMap<string, string>;
}

/** A Secret or ConfigMap that something refers to. */
export interface ObjectReference {
  readonly kind: 'secret' | 'configMap';
  readonly name: string;
  /** Absent: all of it. */
  readonly key?: string;
}

const kinds = {
  secret: { noun: 'Secret', option: '--secrets-dir' },
  configMap: { noun: 'ConfigMap', option: '--config-maps-dir' },
} as const;

/** The path of an object or of one of its keys; undefined where it is not on this machine. */
export async function findObject(objects: ClusterObjects, reference: ObjectReference): Promise<string | undefined> {
  const directory = reference.kind === 'secret' ? objects.secrets : objects.configMaps;
  const parts = [reference.name, ...(reference.key === undefined ? [] : [reference.key])];
  // What Kubernetes takes for names and keys; with anything else a path could lead elsewhere.
  if (directory === undefined || !parts.every((part) => /^[-._a-zA-Z0-9]+$/.test(part) && !/^\.+$/.test(part))) {
    return undefined;
  }
  const path = join(directory, ...parts);
  return (await isThere(path)) ? path : undefined;
}

/** The text of one key, without a line end that an editor put at the end of it; undefined where it is not there. */
export async function readKey(objects: ClusterObjects, reference: ObjectReference): Promise<string | undefined> {
  const path = await findObject(objects, reference);
  return path === undefined ? undefined : (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
}

/** What is missing, and how to give it. */
export function describeMissing({ kind, name, key }: ObjectReference): string {
  const { noun, option } = kinds[kind];
  const what = key === undefined ? `The ${noun} "${name}"` : `The key "${key}" of the ${noun} "${name}"`;
  return `${what} is not on this machine. Put it into ${option} DIR, as DIR/${name}/${key ?? 'KEY'}.`;
}

/**
 * The folder that stands for the volume of a claim.
 *
 * @throws TaskError when there is no such claim
 */
export async function findClaim({ claims }: ClusterObjects, name: string): Promise<string> {
  const folder = claimDataFolder(claims, name);
  if (!(await isThere(folder))) {
    throw new TaskError(
      `There is no volume claim "${name}" on this machine. Make the folder ${folder}, or let the pipeline create the claim.`,
    );
  }
  return folder;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
