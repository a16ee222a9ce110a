import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactValue } from '@tiphys/contract';
import { decodeWire, isSpilled } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { errorMessage, parseJson } from '@tiphys/diagnostics';
import type { ArtifactRecord, CacheRecord, ExecutionRecord, Values } from '@tiphys/metadata';
import type { ArtifactStore, DownloadOptions } from '@tiphys/storage';
import { bytesDigest } from '@tiphys/storage';
import type { TreeContent } from '../../../packages/storage/src/testing/local-tree.ts';
import { readTree } from '../../../packages/storage/src/testing/local-tree.ts';
import type { KilledTask } from './task.ts';

/** Where to look, and what has to be there. */
export interface Scene {
  readonly store: ArtifactStore;
  readonly task: KilledTask;
  /** A directory for what is read. */
  readonly scratch: string;
  /** What was read already in this look at the store: many places announce the same artifact. */
  readonly read: Map<string, Promise<string | undefined>>;
}

/** What a look at a store or a pod gave. */
export interface Findings {
  /** Outputs that were announced, and are whole. */
  readonly whole: number;
  /** What is announced and not so. */
  readonly wrongs: readonly string[];
}

/** Holds every record of the store against the artifacts that it announces. */
export async function checkRecords(scene: Scene): Promise<Findings> {
  const { store } = scene;
  const seen = createFindings();
  for await (const { uri, bytes } of store.list(`${store.root}/.tiphys/v1/`)) {
    if (!uri.endsWith('.json') && bytes === 0) continue;
    const record = parseJson(Buffer.from(await store.get(uri)).toString()) as unknown as
      ArtifactRecord | CacheRecord | ExecutionRecord | { readonly kind: 'run' };
    const where = uri.slice(store.root.length);
    if (record.kind === 'artifact' && record.role === 'output') {
      seen.add(where, await artifactFault(scene, record.uri.split('/').at(-1) ?? '', record.uri));
    }
    if ((record.kind === 'execution' || record.kind === 'cache') && record.outputs !== undefined) {
      seen.add(where, parametersFault(scene.task, record.outputs.parameters));
      for (const artifact of outputArtifacts(scene.task, record.outputs)) {
        seen.add(where, await artifactFault(scene, artifact.name, artifact.uri, artifact));
      }
    }
  }
  return seen;
}

/** Holds what a pod left for Argo against what it announces. */
export async function checkPublished(
  scene: Scene,
  pod: string,
): Promise<Findings & { readonly names: readonly string[] }> {
  const seen = createFindings();
  const directory = join(pod, 'tiphys/out');
  // Argo reads those that the manifest names.
  const wanted = Object.keys(scene.task.spec.publish ?? {});
  const names = (await readdir(directory).catch(() => [])).filter((name) => wanted.includes(name));
  for (const name of names) {
    const text = await readFile(join(directory, name), 'utf8');
    try {
      const value = await follow(scene.store, decodeWire(text));
      if (Object.hasOwn(scene.task.parameters, name)) {
        seen.add(`out/${name}`, value === scene.task.parameters[name] ? undefined : 'another value');
      } else {
        const [artifact] = value as unknown as readonly ArtifactValue[];
        seen.add(`out/${name}`, artifact && (await artifactFault(scene, name, artifact.uri, artifact)));
      }
    } catch (error) {
      seen.add(`out/${name}`, `${errorMessage(error)} (${text.length} characters)`);
    }
  }
  // What a kubelet would give as the reason of a failure: nobody has failed.
  const message = await readFile(join(pod, 'termination-log'), 'utf8').catch(() => '');
  const wrongs = message === '' ? seen.wrongs : [...seen.wrongs, `termination-log: ${message}`];
  return { whole: seen.whole, wrongs, names };
}

/** Why an artifact is not what the task has to give; nothing, if it is that. */
export async function artifactFault(
  scene: Scene,
  name: string,
  uri: string,
  { digest, stamp }: Partial<Pick<ArtifactValue, 'digest' | 'stamp'>> = {},
): Promise<string | undefined> {
  const key = JSON.stringify([name, uri, digest, stamp]);
  const known =
    scene.read.get(key) ?? readArtifact(scene, name, uri, { ...(digest && { digest }), ...(stamp && { stamp }) });
  scene.read.set(key, known);
  return known;
}

async function readArtifact(
  { store, task, scratch }: Scene,
  name: string,
  uri: string,
  options: DownloadOptions,
): Promise<string | undefined> {
  const local = join(scratch, name);
  try {
    await store.downloadTree(uri, local, options);
    const wanted = task.artifacts[name];
    const content = typeof wanted === 'string' ? await readFile(local, 'utf8') : await readTree(local);
    return isSame(content, wanted) ? undefined : `${uri} is not whole`;
  } catch (error) {
    return errorMessage(error);
  } finally {
    await rm(local, { recursive: true, force: true });
  }
}

/** Whether two contents are the same, whatever the order of their paths. */
function isSame(left: TreeContent | string, right: TreeContent | string | undefined): boolean {
  if (typeof left === 'string' || typeof right !== 'object') return left === right;
  const sorted = (tree: TreeContent): string =>
    JSON.stringify(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(left) === sorted(right);
}

function createFindings(): Findings & { add(where: string, fault: string | undefined): void } {
  const wrongs: string[] = [];
  let whole = 0;
  return {
    wrongs,
    get whole() {
      return whole;
    },
    add: (where, fault) => {
      if (fault === undefined) whole += 1;
      else wrongs.push(`${where}: ${fault}`);
    },
  };
}

function parametersFault({ parameters }: KilledTask, given: Values['parameters']): string | undefined {
  const names = Object.keys(parameters);
  return names.every((name) => given[name] === parameters[name])
    ? undefined
    : 'the parameters are not those of the task';
}

/** Announced artifacts, by the names of the task's outputs: one that is missing is announced without a place. */
function outputArtifacts({ artifacts }: KilledTask, outputs: Values): readonly ArtifactValue[] {
  return Object.keys(artifacts).map((name) => ({ ...(outputs.artifacts[name]?.[0] ?? { uri: 'none' }), name }));
}

/** A published value, be it in the store. */
async function follow(store: ArtifactStore, value: JsonValue): Promise<JsonValue> {
  if (!isSpilled(value)) return value;
  const { uri, digest } = (value as JsonObject)['tiphys:ref'] as { readonly uri: string; readonly digest: string };
  const bytes = await store.get(uri);
  if (bytesDigest(Buffer.from(bytes).toString()) !== digest) throw new Error(`${uri} has another digest`);
  return decodeWire(Buffer.from(bytes).toString());
}
