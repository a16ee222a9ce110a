import type { Diagnostic } from '@tiphys/diagnostics';
import type { PipelineSource } from '../input/pipeline-source.ts';

/** What was found in one file. */
export interface LintedFile {
  readonly source: PipelineSource;
  readonly diagnostics: readonly Diagnostic[];
}
