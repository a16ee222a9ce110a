import fc from 'fast-check';
import { buildIr, type Ir } from './build-ir.ts';
import { pipelineDraw } from './pipeline-draw.ts';

/** The same random pipelines every time: what changes is the compiler. */
export function randomBatch(count: number): readonly Ir[] {
  return fc.sample(pipelineDraw(3), { seed: 20_261_124, numRuns: count }).map(buildIr);
}
