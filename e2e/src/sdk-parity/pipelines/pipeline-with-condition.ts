import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/pipeline_with_condition.yaml';

const fromCorpus = corpusComponents(source);
const flipCoinOp = fromCorpus('exec-flip-coin-op', { name: 'flip-coin-op', outputs: { Output: string } });
const printOp = fromCorpus('exec-print-op', { name: 'print-op', inputs: { msg: string } });

/** The pipeline. */
export const pipelineWithCondition = pipeline({
  name: 'single-condition-pipeline',
  inputs: { text: string.default('condition test') },
  define(p, inputs) {
    const flipCoinOpTask = p.task(flipCoinOp, {}, { cache: false });
    p.task(printOp, { msg: flipCoinOpTask.output });
    p.when(flipCoinOpTask.output.eq('heads'), (branch) => {
      const flipCoinOp2 = branch.task(flipCoinOp, {}, { cache: false });
      branch.task(printOp, { msg: flipCoinOp2.output });
      branch.task(printOp, { msg: inputs.text });
    });
  },
});
