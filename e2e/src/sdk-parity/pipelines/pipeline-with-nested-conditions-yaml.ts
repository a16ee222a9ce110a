import { integer, pipeline, string, text } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/pipeline_with_nested_conditions_yaml.yaml';

const fromCorpus = corpusComponents(source);
const flipCoin = fromCorpus('exec-flip-coin', { name: 'flip-coin', outputs: { output: string } });
const generateRandomNumber = fromCorpus('exec-generate-random-number', {
  name: 'generate-random-number',
  outputs: { output: integer },
});
const print = fromCorpus('exec-print', { name: 'print', inputs: { msg: string } });
const generateRandomNumberComponent = fromCorpus('exec-generate-random-number-2', {
  name: 'generate-random-number',
  outputs: { output: integer },
});

/** The pipeline. */
export const pipelineWithNestedConditionsYaml = pipeline({
  name: 'conditional-execution-pipeline',
  displayName: 'Conditional execution pipeline.',
  description: 'Shows how to use dsl.Condition().',
  define(p) {
    const flipCoinTask = p.task(flipCoin, {});
    p.when(flipCoinTask.output.eq('heads'), (branch) => {
      const generateRandomNumberTask = branch.task(generateRandomNumber, {});
      branch.when(generateRandomNumberTask.output.gt(5), (branch) => {
        branch.task(print, { msg: text`heads and ${generateRandomNumberTask.output} > 5!` });
      });
      branch.when(generateRandomNumberTask.output.le(5), (branch) => {
        branch.task(print, { msg: text`heads and ${generateRandomNumberTask.output} <= 5!` });
      });
    });
    p.when(flipCoinTask.output.eq('tails'), (branch) => {
      const generateRandomNumber2 = branch.task(generateRandomNumberComponent, {});
      branch.when(generateRandomNumber2.output.gt(15), (branch) => {
        branch.task(print, { msg: text`tails and ${generateRandomNumber2.output} > 15!` });
      });
      branch.when(generateRandomNumber2.output.le(15), (branch) => {
        branch.task(print, { msg: text`tails and ${generateRandomNumber2.output} <= 15!` });
      });
    });
  },
});
