import type { Diagnostic } from '@tiphys/diagnostics';
import type { LoadedPipeline } from './load-pipeline.ts';

/** Checks what the schema cannot say. */
export function validatePipeline(_loaded: LoadedPipeline): Diagnostic[] {
  return [];
}
