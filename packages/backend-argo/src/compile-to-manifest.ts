import { compilePipeline, createPlaceOf } from '@tiphys/compiler';
import type { CompileOptions, Plan } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';
import type { LoadedPipeline } from '@tiphys/ir';
import type { EmitResult } from './emit-manifest.ts';
import { emitManifest } from './emit-manifest.ts';
import type { Manifest } from './manifest.ts';
import type { EmitOptions } from './options.ts';

/** What a text became, stage by stage: what is missing was stopped by the errors among the diagnostics. */
export interface CompiledText {
  readonly pipeline?: LoadedPipeline;
  readonly plan?: Plan;
  readonly manifest?: Manifest;
  /** What goes with the manifest; see `EmitResult`. */
  readonly documents: EmitResult['documents'];
  /** Of all stages, in the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How to compile a text; plugins take part in both stages. */
export interface CompileTextOptions extends CompileOptions, Omit<EmitOptions, 'placeOf'> {
  /** The name of the file, for diagnostics. */
  readonly file?: string;
}

/** From the text of a pipeline to its manifest: loads, compiles and emits. Pure; what is wrong with the text never throws. */
export function compileToManifest(text: string | Uint8Array, options: CompileTextOptions = {}): CompiledText {
  const { file = 'pipeline.yaml', ...settings } = options;
  const { pipeline, diagnostics: loading } = loadPipeline(text, { file });
  if (pipeline === undefined) return { documents: [], diagnostics: loading };
  const { plan, diagnostics: compiling } = compilePipeline(pipeline, settings);
  const before = [...loading, ...compiling];
  if (plan === undefined) return { pipeline, documents: [], diagnostics: before };
  const emitted = emitManifest(plan, { ...settings, placeOf: createPlaceOf(pipeline) });
  return { ...emitted, pipeline, plan, diagnostics: [...before, ...emitted.diagnostics] };
}
