import { Artifact, Dataset, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pythonic_artifacts_with_multiple_returns.yaml';

const fromCorpus = corpusComponents(source);
const makeDataset = fromCorpus('exec-make-dataset', { name: 'make-dataset', outputs: { Output: Artifact } });
const datasetSplitter = fromCorpus('exec-dataset-splitter', {
  name: 'dataset-splitter',
  inputs: { in_dataset: Dataset },
  outputs: { dataset1: Dataset, dataset2: Dataset },
});
const splitterPipeline = pipeline({
  name: 'splitter-pipeline',
  inputs: { in_dataset: Dataset },
  outputs: { dataset1: Dataset, dataset2: Dataset },
  define(p, inputs) {
    const datasetSplitterTask = p.task(datasetSplitter, { in_dataset: inputs.in_dataset });
    return { dataset1: datasetSplitterTask.outputs.dataset1, dataset2: datasetSplitterTask.outputs.dataset1 };
  },
});

/** The pipeline. */
export const pythonicArtifactsWithMultipleReturns = pipeline({
  name: 'split-datasets-and-return-first',
  outputs: { Output: Dataset },
  define(p) {
    const makeDatasetTask = p.task(makeDataset, {});
    const splitterPipelineTask = p.task(splitterPipeline, { in_dataset: makeDatasetTask.output });
    return { Output: splitterPipelineTask.outputs.dataset1 };
  },
});
