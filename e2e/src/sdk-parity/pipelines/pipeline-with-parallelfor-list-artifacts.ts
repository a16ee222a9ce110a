import { Artifact, Dataset, list, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_parallelfor_list_artifacts_GH-12033.yaml';

const fromCorpus = corpusComponents(source);
const makeArtifact = fromCorpus('exec-make-artifact', {
  name: 'make-artifact',
  inputs: { data: string },
  outputs: { Output: Artifact },
});
const makeArtifacts = pipeline({
  name: 'make-artifacts',
  inputs: { texts: list.default(['Hello', ',', ' ', 'world!']) },
  outputs: { Output: Artifact.list() },
  define(p, inputs) {
    const forLoop1 = p.forEach(inputs.texts, (loop, item) => {
      const makeArtifactTask = loop.task(makeArtifact, { data: item });
      return { makeArtifact: makeArtifactTask.output };
    });
    return { Output: forLoop1.outputs.makeArtifact };
  },
});
const makeDataset = fromCorpus('exec-make-dataset', {
  name: 'make-dataset',
  inputs: { data: string },
  outputs: { Output: Dataset },
});
const makeDatasets = pipeline({
  name: 'make-datasets',
  inputs: { texts: list.default(['Hello', ',', ' ', 'world!']) },
  outputs: { Output: Dataset.list() },
  define(p, inputs) {
    const forLoop1 = p.forEach(inputs.texts, (loop, item) => {
      const makeDatasetTask = loop.task(makeDataset, { data: item });
      return { makeDataset: makeDatasetTask.output };
    });
    return { Output: forLoop1.outputs.makeDataset };
  },
});
const printArtifactName = fromCorpus('exec-print-artifact-name', {
  name: 'print-artifact-name',
  inputs: { artifact: Artifact },
  outputs: { Output: string },
});

/** The pipeline. */
export const pipelineWithParallelforListArtifacts = pipeline({
  name: 'pipeline-parallelfor-artifacts',
  define(p) {
    const makeArtifactsTask = p.task(makeArtifacts, {});
    const makeDatasetsTask = p.task(makeDatasets, {});
    p.forEach(makeArtifactsTask.output, (loop, item) => {
      loop.task(printArtifactName, { artifact: item });
    });
    p.forEach(makeDatasetsTask.output, (loop, item) => {
      loop.task(printArtifactName, { artifact: item });
    });
  },
});
