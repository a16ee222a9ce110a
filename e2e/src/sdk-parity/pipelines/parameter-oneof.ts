import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/parameter_oneof.yaml';

const fromCorpus = corpusComponents(source);
const flipCoin = fromCorpus('exec-flip-coin', { name: 'flip-coin', outputs: { Output: string } });
const coreComp = fromCorpus('exec-core-comp', {
  name: 'core-comp',
  inputs: { input: string },
  outputs: { Output: string },
});
const coreOutputComp = fromCorpus('exec-core-output-comp', {
  name: 'core-output-comp',
  inputs: { input: string },
  outputs: { output_key: string },
});
const core = pipeline({
  name: 'core',
  outputs: { Output: string },
  define(p) {
    const flipCoinTask = p.task(flipCoin, {}, { cache: false });
    const branches = p
      .when(flipCoinTask.output.eq('heads'), (branch) => {
        const coreCompTask = branch.task(coreComp, { input: 'Got heads!' }, { cache: false });
        return { it: coreCompTask.output };
      })
      .else((branch) => {
        const coreOutputCompTask = branch.task(coreOutputComp, { input: 'Got tails!' }, { cache: false });
        return { it: coreOutputCompTask.output };
      });
    return { Output: branches.outputs.it };
  },
});
const mantle = pipeline({
  name: 'mantle',
  outputs: { Output: string },
  define(p) {
    const coreTask = p.task(core, {}, { cache: false });
    return { Output: coreTask.output };
  },
});
const crustComp = fromCorpus('exec-crust-comp', { name: 'crust-comp', inputs: { input: string } });

/** The pipeline. */
export const parameterOneof = pipeline({
  name: 'parameter-oneof-pipeline',
  define(p) {
    const mantleTask = p.task(mantle, {}, { cache: false });
    p.task(crustComp, { input: mantleTask.output }, { cache: false });
  },
});
