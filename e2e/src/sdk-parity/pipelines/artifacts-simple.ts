import { Dataset, integer, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/artifacts_simple.yaml';

const fromCorpus = corpusComponents(source);
const doubleTask = fromCorpus('exec-double', {
  name: 'double',
  inputs: { num: integer },
  outputs: { out_dataset: Dataset },
});
const add = fromCorpus('exec-add', {
  name: 'add',
  inputs: { in_datasets: Dataset.list() },
  outputs: { out_dataset: Dataset },
});
const addContainer = fromCorpus('exec-add-container', {
  name: 'add-container',
  inputs: { in_datasets: Dataset.list() },
  outputs: { out_dataset: Dataset },
});

/** The pipeline. */
export const artifactsSimple = pipeline({
  name: 'math-pipeline',
  outputs: { Output: Dataset.list() },
  define(p) {
    const forLoop2 = p.forEach([1, 2, 3], (loop, item) => {
      const doubleTaskTask = loop.task(doubleTask, { num: item });
      return { doubleOutDataset: doubleTaskTask.output };
    });
    p.task(add, { in_datasets: forLoop2.outputs.doubleOutDataset });
    p.task(addContainer, { in_datasets: forLoop2.outputs.doubleOutDataset });
    return { Output: forLoop2.outputs.doubleOutDataset };
  },
});
