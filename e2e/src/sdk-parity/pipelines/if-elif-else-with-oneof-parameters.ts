import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/if_elif_else_with_oneof_parameters.yaml';

const fromCorpus = corpusComponents(source);
const flipThreeSidedDie = fromCorpus('exec-flip-three-sided-die', {
  name: 'flip-three-sided-die',
  outputs: { Output: string },
});
const printAndReturn = fromCorpus('exec-print-and-return', {
  name: 'print-and-return',
  inputs: { text: string },
  outputs: { Output: string },
});
const specialPrintAndReturn = fromCorpus('exec-special-print-and-return', {
  name: 'special-print-and-return',
  inputs: { text: string },
  outputs: { output_key: string },
});
const rollDiePipeline = pipeline({
  name: 'roll-die-pipeline',
  outputs: { Output: string },
  define(p) {
    const flipThreeSidedDieTask = p.task(flipThreeSidedDie, {});
    const branches = p
      .when(flipThreeSidedDieTask.output.eq('heads'), (branch) => {
        const printAndReturnTask = branch.task(printAndReturn, { text: 'Got heads!' });
        return { it: printAndReturnTask.output };
      })
      .elseIf(flipThreeSidedDieTask.output.eq('tails'), (branch) => {
        const printAndReturn2 = branch.task(printAndReturn, { text: 'Got tails!' });
        return { it: printAndReturn2.output };
      })
      .else((branch) => {
        const specialPrintAndReturnTask = branch.task(specialPrintAndReturn, { text: 'Draw!' });
        return { it: specialPrintAndReturnTask.output };
      });
    return { Output: branches.outputs.it };
  },
});

/** The pipeline. */
export const ifElifElseWithOneofParameters = pipeline({
  name: 'outer-pipeline',
  outputs: { Output: string },
  define(p) {
    const rollDiePipelineTask = p.task(rollDiePipeline, {});
    const printAndReturnTask = p.task(printAndReturn, { text: rollDiePipelineTask.output });
    return { Output: printAndReturnTask.output };
  },
});
