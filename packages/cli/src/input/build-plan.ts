import { compilePipeline } from '@tiphys/compiler';
import type { CompileOptions, Plan } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';
import type { LoadedPipeline } from '@tiphys/ir';
import type { CliIo } from '../io.ts';
import { hasErrors } from '../report/write-diagnostics.ts';
import { readPipeline } from './read-pipeline.ts';
import type { PipelineSource } from './pipeline-source.ts';

/** How far a pipeline file got: what is missing was stopped by the errors among the diagnostics. */
export interface BuiltPlan {
  readonly source: PipelineSource;
  readonly loaded?: LoadedPipeline;
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads, loads, validates and compiles the FILE of a command. */
export async function buildPlan(
  file: string,
  options: CompileOptions,
  io: Pick<CliIo, 'cwd' | 'readStdin'>,
): Promise<BuiltPlan> {
  const source = await readPipeline(file, io);
  const { pipeline: loaded, diagnostics } = loadPipeline(source.bytes, { file: source.file });
  if (loaded === undefined || hasErrors(diagnostics)) {
    return { source, diagnostics, ...(loaded !== undefined && { loaded }) };
  }
  const compiled = compilePipeline(loaded, options);
  return {
    source,
    loaded,
    diagnostics: [...diagnostics, ...compiled.diagnostics],
    ...(compiled.plan !== undefined && { plan: compiled.plan }),
  };
}
