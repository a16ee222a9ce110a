import { boolean, ClassificationMetrics, Dataset, integer, Model, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/iris_pipeline_compiled.yaml';

const fromCorpus = corpusComponents(source);
const createDataset = fromCorpus('exec-create-dataset', { name: 'create-dataset', outputs: { iris_dataset: Dataset } });
const normalizeDataset = fromCorpus('exec-normalize-dataset', {
  name: 'normalize-dataset',
  inputs: { standard_scaler: boolean, input_iris_dataset: Dataset },
  outputs: { normalized_iris_dataset: Dataset },
});
const trainModel = fromCorpus('exec-train-model', {
  name: 'train-model',
  inputs: { n_neighbors: integer, normalized_iris_dataset: Dataset },
  outputs: { metrics: ClassificationMetrics, model: Model },
});

/** The pipeline. */
export const irisPipelineCompiled = pipeline({
  name: 'iris-training-pipeline',
  inputs: { neighbors: integer.default(3.0), standard_scaler: boolean.default(true) },
  define(p, inputs) {
    const createDatasetTask = p.task(createDataset, {}, { cache: false });
    const normalizeDatasetTask = p.task(
      normalizeDataset,
      { standard_scaler: inputs.standard_scaler, input_iris_dataset: createDatasetTask.output },
      { cache: false },
    );
    p.task(
      trainModel,
      { n_neighbors: inputs.neighbors, normalized_iris_dataset: normalizeDatasetTask.output },
      { cache: false },
    );
  },
});
