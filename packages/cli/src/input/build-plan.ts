import type { EmitOptions } from '@tiphys/backend-argo';
import { compilePipeline, createPlaceOf } from '@tiphys/compiler';
import type { Plan } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';
import type { LoadedPipeline } from '@tiphys/ir';
import type { Settings } from '../config/settings.ts';
import type { CliIo } from '../io.ts';
import { readPipeline } from './read-pipeline.ts';
import type { PipelineSource } from './pipeline-source.ts';

/** How far a pipeline file got: what is missing was stopped by the errors among the diagnostics. */
export interface BuiltPlan {
  readonly source: PipelineSource;
  readonly loaded?: LoadedPipeline;
  readonly plan?: Plan;
  /** The settings for the backend, which may now name places in the file. */
  readonly emit: EmitOptions;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads, loads, validates and compiles the FILE of a command. */
export async function buildPlan(
  file: string,
  io: Pick<CliIo, 'cwd' | 'readStdin'>,
  settings: Settings,
): Promise<BuiltPlan> {
  const source = await readPipeline(file, io);
  const { pipeline: loaded, diagnostics } = loadPipeline(source.bytes, { file: source.file });
  if (loaded === undefined) return { source, diagnostics, emit: settings.emit };
  const compiled = compilePipeline(loaded, settings.compile);
  return {
    source,
    loaded,
    emit: { ...settings.emit, placeOf: createPlaceOf(loaded) },
    diagnostics: [...diagnostics, ...compiled.diagnostics],
    ...(compiled.plan !== undefined && { plan: compiled.plan }),
  };
}
