import { integer, pipeline, string, text } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/flip_coin.yaml';

const fromCorpus = corpusComponents(source);
const flipCoinComponent = fromCorpus('exec-flip-coin', { name: 'flip-coin', outputs: { Output: string } });
const randomNum = fromCorpus('exec-random-num', {
  name: 'random-num',
  inputs: { high: integer, low: integer },
  outputs: { Output: integer },
});
const printMsg = fromCorpus('exec-print-msg', { name: 'print-msg', inputs: { msg: string } });

/** The pipeline. */
export const flipCoin = pipeline({
  name: 'conditional-execution-pipeline',
  description: 'Shows how to use dsl.If().',
  define(p) {
    const flipCoinTask = p.task(flipCoinComponent, {}, { cache: false });
    p.when(flipCoinTask.output.eq('heads'), (branch) => {
      const randomNumTask = branch.task(randomNum, { high: 9.0, low: 0.0 }, { cache: false });
      branch.when(randomNumTask.output.gt(5), (branch) => {
        branch.task(printMsg, { msg: text`heads and ${randomNumTask.output} > 5!` }, { cache: false });
      });
      branch.when(randomNumTask.output.le(5), (branch) => {
        branch.task(printMsg, { msg: text`heads and ${randomNumTask.output} <= 5!` }, { cache: false });
      });
    });
    p.when(flipCoinTask.output.eq('tails'), (branch) => {
      const randomNum2 = branch.task(randomNum, { high: 19.0, low: 10.0 }, { cache: false });
      branch.when(randomNum2.output.gt(15), (branch) => {
        branch.task(printMsg, { msg: text`tails and ${randomNum2.output} > 15!` }, { cache: false });
      });
      branch.when(randomNum2.output.le(15), (branch) => {
        branch.task(printMsg, { msg: text`tails and ${randomNum2.output} <= 15!` }, { cache: false });
      });
    });
  },
});
