import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/parallel_and_nested/pipeline_in_pipeline_complex.yaml';

const fromCorpus = corpusComponents(source);
const printOp1 = fromCorpus('exec-print-op1', {
  name: 'print-op1',
  inputs: { msg: string },
  outputs: { Output: string },
});
const printOp2 = fromCorpus('exec-print-op2', { name: 'print-op2', inputs: { msg: string } });
const printOp = fromCorpus('exec-print-op', { name: 'print-op', inputs: { msg: string } });
const innerPipeline = pipeline({
  name: 'inner-pipeline',
  inputs: { msg: string },
  define(p, inputs) {
    const printOp1Task = p.task(printOp1, { msg: inputs.msg });
    p.when(printOp1Task.output.eq('Hello'), (branch) => {
      branch.task(printOp2, { msg: 'world' });
    });
    p.when(printOp1Task.output.ne('Hello'), (branch) => {
      branch.task(printOp, { msg: 'Bye!' });
    });
  },
});

/** The pipeline. */
export const pipelineInPipelineComplex = pipeline({
  name: 'pipeline-in-pipeline-complex',
  inputs: { msg: string.default('Hello') },
  define(p, inputs) {
    p.task(printOp1, { msg: inputs.msg });
    p.forEach(['Hello', 'world!'], (loop, item) => {
      loop.task(innerPipeline, { msg: item });
    });
  },
});
