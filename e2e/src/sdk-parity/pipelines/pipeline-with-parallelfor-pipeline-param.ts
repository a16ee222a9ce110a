import { list, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_parallelfor_pipeline_param.yaml';

const fromCorpus = corpusComponents(source);
const makePrefix = fromCorpus('exec-make-prefix', { name: 'make-prefix', outputs: { Output: string } });
const printWithPrefix = fromCorpus('exec-print-with-prefix', {
  name: 'print-with-prefix',
  inputs: { item: string, prefix: string },
  outputs: { Output: string },
});

/** The pipeline. */
export const pipelineWithParallelforPipelineParam = pipeline({
  name: 'pipeline-parallelfor-pipeline-param',
  description: 'Pipeline parameter used alongside loop item inside ParallelFor.',
  inputs: { loop_parameter: list, prefix: string },
  define(p, inputs) {
    const makePrefixTask = p.task(makePrefix, {});
    p.forEach(
      inputs.loop_parameter,
      (loop, item) => {
        loop.task(printWithPrefix, { item, prefix: inputs.prefix });
      },
      { parallelism: 1 },
    );
    p.forEach(inputs.loop_parameter, (loop, item) => {
      loop.task(printWithPrefix, { item, prefix: makePrefixTask.output });
    });
    p.forEach(
      ['x', 'y'],
      (loop) => {
        loop.forEach(inputs.loop_parameter, (loop5, item5) => {
          loop5.task(printWithPrefix, { item: item5, prefix: inputs.prefix });
        });
      },
      { parallelism: 2 },
    );
  },
});
