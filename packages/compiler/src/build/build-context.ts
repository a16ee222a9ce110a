import type { Diagnostic, DocumentPath } from '@tiphys/diagnostics';
import type { ComponentSpec, LoadedPipeline } from '@tiphys/ir';
import type { CompileOptions } from '../compile-options.ts';
import type { Place } from '../diagnostics.ts';
import type { TiphysPlatform } from '../pod-rules/tiphys-platform.ts';
import { readTiphysPlatform } from '../pod-rules/tiphys-platform.ts';

/** What every builder of the plan may use: the IR, places in it, and where to report. */
export interface BuildContext {
  readonly pipeline: LoadedPipeline;
  readonly options: CompileOptions;
  /** What the platform `tiphys` says, by executor. */
  readonly tiphys: TiphysPlatform;
  /** The component of that name; the root has none. Known to exist once the IR is valid. */
  component(name: string): ComponentSpec;
  /** A path with its place in the file, for a diagnostic. */
  place(path: DocumentPath): Place;
  report(diagnostic: Diagnostic): void;
}

/** A context whose diagnostics go to `report`. */
export function createBuildContext(
  pipeline: LoadedPipeline,
  options: CompileOptions,
  report: (diagnostic: Diagnostic) => void,
): BuildContext {
  return {
    pipeline,
    options,
    tiphys: readTiphysPlatform(pipeline),
    report,
    component(name) {
      const component = pipeline.spec.components[name];
      if (component === undefined) throw new RangeError(`component ${name} passed validation but does not exist`);
      return component;
    },
    place(path) {
      const range = pipeline.locate(path);
      return range === undefined ? { path } : { path, range };
    },
  };
}
