import type { Diagnostic, DocumentPath, SourceRange } from '@tiphys/diagnostics';
import type { PipelineSpec } from './pipeline-spec.ts';
import type { PlatformSpec } from './platform-spec.ts';

/** A pipeline that was read, deeply frozen. */
export interface LoadedPipeline {
  readonly spec: PipelineSpec;
  readonly platform?: PlatformSpec;
  /**
   * Where the value at `path` is in the file. Paths start at the document (`['root', 'dag', 'tasks', 'train']`); those into
   * the platform part start with `platforms`. If there is nothing at `path`, the nearest thing around it.
   */
  readonly locate: (path: DocumentPath) => SourceRange | undefined;
}

/** What loading a file gave: a pipeline unless a diagnostic is an error. */
export interface LoadResult {
  readonly pipeline?: LoadedPipeline;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
}
