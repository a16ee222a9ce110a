import { Artifact, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/pipeline_with_outputs.yaml';

const fromCorpus = corpusComponents(source);
const printOp1 = fromCorpus('exec-print-op1-2', {
  name: 'print-op1',
  inputs: { msg: string },
  outputs: { Output: string },
});
const printOp2 = fromCorpus('exec-print-op2', {
  name: 'print-op2',
  inputs: { msg: string },
  outputs: { data: Artifact },
});
const innerPipeline = pipeline({
  name: 'inner-pipeline',
  inputs: { msg: string },
  outputs: { msg: string, data: Artifact },
  define(p, inputs) {
    const printOp1Task = p.task(printOp1, { msg: inputs.msg });
    const printOp2Task = p.task(printOp2, { msg: printOp1Task.output });
    return { msg: printOp1Task.output, data: printOp2Task.output };
  },
});

/** The pipeline. */
export const pipelineWithOutputs = pipeline({
  name: 'pipeline-in-pipeline',
  inputs: { msg: string.default('Hello') },
  outputs: { Output: Artifact },
  define(p, inputs) {
    const innerPipelineTask = p.task(innerPipeline, { msg: 'world' });
    p.task(printOp1, { msg: inputs.msg });
    return { Output: innerPipelineTask.outputs.data };
  },
});
