import type { ArtifactValue } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';

/** Version of every record; a reader skips fields that it does not know, and refuses records of another version. */
export const recordVersion = 1;

/** That a run exists. Written once, by whichever of its tasks is first. */
export interface RunRecord {
  readonly v: typeof recordVersion;
  readonly kind: 'run';
  /** `metadata.uid` of the workflow. */
  readonly uid: string;
  /** `metadata.name` of the workflow. */
  readonly name: string;
  readonly pipeline: string;
  /** When the workflow was created, RFC 3339. */
  readonly created: string;
}

/**
 * What became of an attempt. `RUNNING` is only ever the first record of an attempt; `ERROR` is the machinery's fault, `FAILED`
 * the task's.
 */
export type ExecutionState = (typeof executionStates)[number];

/**
 * Why nothing was taken from the cache: there is no entry of that key (`none`); or the newest has too great an age (`expired`),
 * lacks an output (`incomplete`), its artifacts are gone (`lost`) or are not what was stored (`changed`); or the store could not
 * be asked (`unreadable`).
 */
export type CacheMiss = (typeof cacheMisses)[number];

/** All of `CacheMiss`. */
export const cacheMisses = ['none', 'expired', 'incomplete', 'lost', 'changed', 'unreadable'] as const;

/** All of `ExecutionState`. */
export const executionStates = ['RUNNING', 'SUCCEEDED', 'CACHED', 'FAILED', 'ERROR'] as const;

/** Parameters and artifacts by name. */
export interface Values {
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly artifacts: Readonly<Record<string, readonly ArtifactValue[]>>;
}

/** One attempt of one task. */
export interface ExecutionRecord {
  readonly v: typeof recordVersion;
  readonly kind: 'execution';
  /** See `executionId`. */
  readonly id: string;
  readonly run: { readonly uid: string; readonly name: string };
  readonly pipeline: string;
  /** IR task keys from the root, such as `for-loop-1[2]/train`. */
  readonly path: string;
  readonly component: string;
  /** Argo's node name and pod name. */
  readonly node: string;
  readonly pod: string;
  /** From 0. */
  readonly attempt: number;
  readonly state: ExecutionState;
  /** RFC 3339, with milliseconds. */
  readonly started: string;
  readonly finished?: string;
  readonly exitCode?: number;
  /** Why it failed, in a sentence. */
  readonly error?: string;
  /** What the command itself said of its failure: the last traceback, or the last lines on stderr. */
  readonly errorDetail?: string;
  /** Prefix, ending in a slash, of the objects with what the command wrote, in order; absent when none is kept. */
  readonly log?: string;
  /** The key of the cache, when the task is cached. */
  readonly cacheKey?: string;
  /** What the key was made of, part by part: short values as JSON, long ones as digests. */
  readonly cacheParts?: Readonly<Record<string, string>>;
  /** Why the outputs did not come from the cache; absent when nobody looked, or they did. */
  readonly cacheMiss?: CacheMiss;
  /** Whose outputs a `CACHED` execution took over. */
  readonly cachedFrom?: { readonly run: string; readonly execution: string };
  /** Absent when the task failed before its inputs were known. */
  readonly inputs?: Values;
  /** Present when the task succeeded. */
  readonly outputs?: Values;
}

/** An execution whose outputs may be used again. */
export interface CacheRecord {
  readonly v: typeof recordVersion;
  readonly kind: 'cache';
  /** Hex digest of everything that the outputs depend on. */
  readonly key: string;
  readonly run: string;
  readonly execution: string;
  /** When the execution ended. */
  readonly created: string;
  /** From when on the entry is of no use; absent is never. */
  readonly expires?: string;
  readonly outputs: Values;
  /**
   * By the URI of each stored artifact, what the store's listing said of it when the entry was made (`sealOf`): an artifact that
   * still has its seal need not be read to be known unchanged.
   */
  readonly seals?: Readonly<Record<string, string>>;
}

/**
 * That an attempt read or gave an artifact. For a cache hit it is also a claim: it is written before the entry is used, so that
 * nobody removes the artifact meanwhile.
 */
export interface ArtifactRecord {
  readonly v: typeof recordVersion;
  readonly kind: 'artifact';
  readonly uri: string;
  readonly role: ArtifactRole;
  readonly run: { readonly uid: string; readonly name: string };
  readonly execution: string;
}

/** Which side of an attempt an artifact was on. */
export type ArtifactRole = (typeof artifactRoles)[number];

/** All of `ArtifactRole`. */
export const artifactRoles = ['input', 'output'] as const;
