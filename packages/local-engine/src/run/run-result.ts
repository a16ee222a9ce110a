import type { JsonValue } from '@tiphys/diagnostics';
import type { NodePhase } from './node-status.ts';

/** Name of the file with the result of a run, in its directory. */
export const resultFile = 'result.json';

/** What a run came to: the document of `tiphys run --json` (contract C8). */
export interface RunResult {
  /** Name of the run, such as `hello-7d49l`. */
  readonly run: string;
  readonly pipeline: string;
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  /** The pipeline's own outputs. */
  readonly outputs: Readonly<Record<string, JsonValue>>;
  /** By path, such as `for-loop-1[2]/condition-1/train`. */
  readonly tasks: Readonly<Record<string, TaskReport>>;
}

/** One task of a run: a leaf, a DAG, a loop or an iteration. */
export interface TaskReport {
  readonly phase: NodePhase;
  readonly cached: boolean;
  readonly attempts: number;
  /** Of the last attempt; absent where no command ran. */
  readonly exitCode?: number;
  readonly message?: string;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly artifacts: Readonly<Record<string, readonly ArtifactReport[]>>;
}

/** An artifact that a task made. */
export interface ArtifactReport {
  readonly name: string;
  readonly uri: string;
  /** Such as `system.Model`. */
  readonly type: string;
  readonly metadata: JsonValue;
  readonly digest?: string;
}
