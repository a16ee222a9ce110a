import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/parallel_for_after_dependency.yaml';

const fromCorpus = corpusComponents(source);
const printOp = fromCorpus('exec-print-op', {
  name: 'print-op',
  inputs: { message: string },
  outputs: { Output: string },
});

/** The pipeline. */
export const parallelForAfterDependency = pipeline({
  name: 'loop-with-after-dependency-set',
  define(p) {
    const forLoop2 = p.forEach([1, 2, 3], (loop) => {
      loop.task(printOp, { message: 'foo' });
    });
    p.task(printOp, { message: 'bar' }, { after: [forLoop2] });
    p.task(printOp, { message: 'baz' }, { after: [forLoop2] });
  },
});
