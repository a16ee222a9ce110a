import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/if_else_with_oneof_parameters.yaml';

const fromCorpus = corpusComponents(source);
const flipCoin = fromCorpus('exec-flip-coin', { name: 'flip-coin', outputs: { Output: string } });
const printAndReturn = fromCorpus('exec-print-and-return', {
  name: 'print-and-return',
  inputs: { text: string },
  outputs: { Output: string },
});

/** The pipeline. */
export const ifElseWithOneofParameters = pipeline({
  name: 'flip-coin-pipeline',
  outputs: { Output: string },
  define(p) {
    const flipCoinTask = p.task(flipCoin, {});
    const branches = p
      .when(flipCoinTask.output.eq('heads'), (branch) => {
        const printAndReturnTask = branch.task(printAndReturn, { text: 'Got heads!' });
        return { it: printAndReturnTask.output };
      })
      .else((branch) => {
        const printAndReturn2 = branch.task(printAndReturn, { text: 'Got tails!' });
        return { it: printAndReturn2.output };
      });
    p.task(printAndReturn, { text: branches.outputs.it });
    return { Output: branches.outputs.it };
  },
});
