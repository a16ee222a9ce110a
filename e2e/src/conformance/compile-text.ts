import { emitManifest, printManifest } from '@tiphys/backend-argo';
import { compilePipeline } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';

/** Compiles IR to the text of its manifest, unless there are errors. */
export function compileText(ir: string): { readonly manifest?: string; readonly diagnostics: readonly Diagnostic[] } {
  const { pipeline, diagnostics } = loadPipeline(ir, { file: 'pipeline.yaml' });
  if (pipeline === undefined || diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  const compiled = compilePipeline(pipeline);
  const all = [...diagnostics, ...compiled.diagnostics];
  if (compiled.plan === undefined) return { diagnostics: all };
  const { manifest, documents, diagnostics: found } = emitManifest(compiled.plan);
  return {
    ...(manifest !== undefined && { manifest: printManifest(manifest, documents) }),
    diagnostics: [...all, ...found],
  };
}
