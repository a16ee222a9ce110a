import { compileToManifest, printManifest } from '@tiphys/backend-argo';
import type { EmitOptions, Manifest } from '@tiphys/backend-argo';
import type { Plan } from '@tiphys/compiler';
import type { Plugin } from '@tiphys/compiler/plugin';
import { DiagnosticsError } from '@tiphys/diagnostics';
import type { Diagnostic } from '@tiphys/diagnostics';
import type { LoadedPipeline } from '@tiphys/ir';
import type { TestPipeline } from './test-pipelines.ts';

/** What `tiphys compile` makes of a pipeline with some plugins. */
export interface Compiled {
  readonly pipeline: LoadedPipeline;
  /** Absent when a pass reported an error. */
  readonly plan?: Plan;
  /** Absent with the plan. Of no use when there are errors among the diagnostics. */
  readonly manifest?: Manifest;
  /** The manifest as it is printed. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a pipeline with plugins, in their order, for Argo.
 *
 * @throws DiagnosticsError for a pipeline that is not valid without any plugin
 * @throws InternalError for a plan that is sound and still gives a manifest against the rules of the self-checks
 */
export function compileWith(
  { name, text }: Pick<TestPipeline, 'name' | 'text'>,
  plugins: readonly Plugin[],
  options: EmitOptions = {},
): Compiled {
  const { pipeline, manifest, documents, ...found } = compileToManifest(text, {
    ...options,
    plugins,
    file: `${name}.yaml`,
  });
  if (pipeline === undefined) throw new DiagnosticsError(found.diagnostics);
  return {
    ...found,
    pipeline,
    ...(manifest !== undefined && { manifest, text: printManifest(manifest, documents) }),
  };
}
