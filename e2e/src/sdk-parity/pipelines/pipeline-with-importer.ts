import { Dataset, Model, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_importer.yaml';

const fromCorpus = corpusComponents(source);
const train = fromCorpus('exec-train', {
  name: 'train',
  inputs: { dataset: Dataset },
  outputs: { scalar: string, model: Model },
});

/** The pipeline. */
export const pipelineWithImporter = pipeline({
  name: 'pipeline-with-importer',
  inputs: { dataset2: string.default('gs://ml-pipeline-playground/shakespeare2.txt') },
  define(p, inputs) {
    const importer = p.importer(Dataset, {
      uri: 'gs://ml-pipeline-playground/shakespeare1.txt',
      metadata: { key: 'value' },
    });
    const trainTask = p.task(train, { dataset: importer.output });
    p.when(trainTask.outputs.scalar.eq('123'), (branch) => {
      const importer2 = branch.importer(Dataset, { uri: inputs.dataset2, reimport: true });
      branch.task(train, { dataset: importer2.output });
    });
  },
});
