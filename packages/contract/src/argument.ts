/**
 * One element of a command line, a constant or an environment value, with its placeholders parsed. A plain string has
 * none. The compiler makes these once; the launcher renders them once per task.
 */
export type Argument = string | ConcatArgument | IfPresentArgument | JsonArgument | PlaceholderArgument;

/** Parts joined without a separator; an absent part is dropped (`dsl.ConcatPlaceholder`, or text around a placeholder). */
export interface ConcatArgument {
  readonly concat: readonly Argument[];
}

/** `dsl.IfPresentPlaceholder`: the branch chosen by whether the input was given and is not null. Spliced into the list. */
export interface IfPresentArgument {
  readonly ifPresent: string;
  readonly then: readonly Argument[];
  readonly else?: readonly Argument[];
}

/** JSON: of a parameter alone its value, whatever its type; of anything else a text. For placeholders inside of lists and structs. */
export interface JsonArgument {
  readonly json: Argument;
}

/** A single placeholder; see kfp-semantics 2 for the texts that they come from. */
export type PlaceholderArgument =
  /** `{{$}}`: the executor input as JSON. `{{$.json_escape[1]}}`: the same, escaped for use inside a JSON string, that often. */
  | { readonly executorInput: true; readonly jsonEscape?: number }
  /** `{{$.outputs.output_file}}`: where the command writes its output metadata (`output_metadata.json`). */
  | { readonly outputMetadataFile: true }
  /** `{{$.inputs.parameters['x']}}`: the value as text. */
  | { readonly parameter: string }
  /** `{{$.outputs.parameters['x'].output_file}}`: where the command writes that output. */
  | { readonly outputFile: string }
  /** `{{$.inputs.artifacts['x'].uri}}` and its like. Of the first in the list; the whole list as JSON: no `get`. */
  | { readonly inputArtifact: string; readonly get?: ArtifactProperty; readonly key?: string }
  | { readonly outputArtifact: string; readonly get?: ArtifactProperty; readonly key?: string }
  /** `{{$.pipeline_job_name}}` and its like. */
  | { readonly job: JobProperty };

/** What a placeholder may ask of an artifact. `metadata` takes an optional `key`. */
export type ArtifactProperty = 'uri' | 'path' | 'name' | 'metadata';

/** What a placeholder may ask of the run (`dsl.PIPELINE_JOB_*_PLACEHOLDER`, `dsl.PIPELINE_TASK_*_PLACEHOLDER`). */
export type JobProperty =
  | 'jobName'
  | 'jobResourceName'
  | 'jobId'
  | 'jobCreateTime'
  | 'jobScheduleTime'
  | 'taskName'
  | 'taskId'
  | 'pipelineRoot'
  | 'workspacePath';
