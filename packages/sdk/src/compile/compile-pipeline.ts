import type { PipelineIr } from '../components/any-component.ts';
import { dataOfComponent } from '../components/any-component.ts';
import { printIr } from '../ir/print-ir.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Types } from '../types/type.ts';
import { bundlePrograms } from './bundle-programs.ts';

/** A compiled pipeline. */
export interface CompiledPipeline extends PipelineIr {
  /** Both documents as YAML. */
  readonly yaml: string;
}

/**
 * Compiles a pipeline to the IR of KFP, with the functions of its components bundled. Same sources, same text.
 *
 * @throws DiagnosticsError when a function cannot be bundled
 */
export async function compilePipeline(pipeline: Pipeline<Types, Types>): Promise<CompiledPipeline> {
  const { implementation, programs } = dataOfComponent(pipeline);
  if (implementation.kind !== 'pipeline') throw new TypeError(`${pipeline.name} is no pipeline`);
  const ir = implementation.build(await bundlePrograms(programs));
  return { ...ir, yaml: printIr(ir) };
}
