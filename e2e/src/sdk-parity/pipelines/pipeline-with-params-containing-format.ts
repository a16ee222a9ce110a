import { pipeline, string, text } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/pipeline_with_params_containing_format.yaml';

const fromCorpus = corpusComponents(source);
const printOp = fromCorpus('exec-print-op', {
  name: 'print-op',
  inputs: { text: string },
  outputs: { Output: string },
});
const printBoth = fromCorpus('exec-print-op2', {
  name: 'print-op2',
  inputs: { text1: string, text2: string },
  outputs: { Output: string },
});

/** The pipeline. */
export const pipelineWithParamsContainingFormat = pipeline({
  name: 'pipeline-with-pipelineparam-containing-format',
  inputs: { name: string.default('KFP') },
  define(p, inputs) {
    const printOpTask = p.task(printOp, { text: text`Hello ${inputs.name}` });
    p.task(printOp, { text: text`${printOpTask.output}, again.` });
    p.forEach(['1', '2'], (loop, item) => {
      loop.task(printBoth, { text1: item, text2: text` and ${inputs.name}.` });
    });
  },
});
