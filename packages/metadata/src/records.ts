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
export type ExecutionState = 'RUNNING' | 'SUCCEEDED' | 'CACHED' | 'FAILED' | 'ERROR';

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
  /** The key of the cache, when the task is cached. */
  readonly cacheKey?: string;
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
  readonly outputs: Values;
}
