import type { JsonValue } from '@tiphys/diagnostics';

/** What came of a pipeline: with `kfp.local` and with the local engine in the same form. */
export interface Outcome {
  /** `Error` where the pipeline could not be run to an end of its own. */
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  /** What was thrown. */
  readonly message?: string;
  /** The pipeline's outputs. */
  readonly outputs: Readonly<Record<string, Output>>;
  /** Executions of components, by path: `for-loop-1[2]/condition-1/train`. */
  readonly tasks: Readonly<Record<string, TaskOutcome>>;
}

/** What an execution of a component did. */
export interface TaskOutcome {
  readonly phase: 'Succeeded' | 'Failed';
  /** Nothing where it failed. */
  readonly outputs: Readonly<Record<string, Output>>;
  /** What it printed, without the lines of the SDK's own executor. */
  readonly lines: readonly string[];
}

/** A parameter, or the artifacts of one name. */
export type Output = { readonly value: JsonValue } | { readonly artifacts: readonly ArtifactOutcome[] };

/** An artifact without its place. */
export interface ArtifactOutcome {
  readonly type: string;
  readonly name: string;
  readonly metadata: JsonValue;
  /** Text of a file, texts of a folder's files, null for nothing, `{ uri }` of what is elsewhere. */
  readonly content: JsonValue;
}
