import { Dataset, list, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pythonic_artifacts_with_list_of_artifacts.yaml';

const fromCorpus = corpusComponents(source);
const makeDataset = fromCorpus('exec-make-dataset', {
  name: 'make-dataset',
  inputs: { text: string },
  outputs: { Output: Dataset },
});
const joinDatasets = fromCorpus('exec-join-datasets', {
  name: 'join-datasets',
  inputs: { datasets: Dataset.list() },
  outputs: { Output: Dataset },
});

/** The pipeline. */
export const pythonicArtifactsWithListOfArtifacts = pipeline({
  name: 'make-and-join-datasets',
  inputs: { texts: list.default(['Hello', ',', ' ', 'world!']) },
  outputs: { Output: Dataset },
  define(p, inputs) {
    const forLoop1 = p.forEach(inputs.texts, (loop, item) => {
      const makeDatasetTask = loop.task(makeDataset, { text: item });
      return { makeDataset: makeDatasetTask.output };
    });
    const joinDatasetsTask = p.task(joinDatasets, { datasets: forLoop1.outputs.makeDataset });
    return { Output: joinDatasetsTask.output };
  },
});
