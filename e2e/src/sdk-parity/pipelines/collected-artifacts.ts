import { Artifact, Dataset, list, Model, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/collected_artifacts.yaml';

const fromCorpus = corpusComponents(source);
const splitChars = fromCorpus('exec-split-chars', {
  name: 'split-chars',
  inputs: { model_ids: string },
  outputs: { Output: list },
});
const splitIds = fromCorpus('exec-split-ids', {
  name: 'split-ids',
  inputs: { model_ids: string },
  outputs: { Output: list },
});
const createFile = fromCorpus('exec-create-file', {
  name: 'create-file',
  inputs: { content: string },
  outputs: { file: Artifact },
});
const readSingleFile = fromCorpus('exec-read-single-file', {
  name: 'read-single-file',
  inputs: { file: Artifact },
  outputs: { Output: string },
});
const createDataset = fromCorpus('exec-create-dataset', {
  name: 'create-dataset',
  inputs: { content: string },
  outputs: { data: Dataset },
});
const singleNodeDag = pipeline({
  name: 'single-node-dag',
  inputs: { char: string },
  outputs: { Output: Dataset },
  define(p, inputs) {
    const createDatasetTask = p.task(createDataset, { content: inputs.char }, { cache: false });
    return { Output: createDatasetTask.output };
  },
});
const readSingleDatasetGenerateModel = fromCorpus('exec-read-single-dataset-generate-model', {
  name: 'read-single-dataset-generate-model',
  inputs: { id: string, data: Dataset },
  outputs: { results: Model },
});
const readDatasets = fromCorpus('exec-read-datasets', {
  name: 'read-datasets',
  inputs: { data: Dataset.list() },
  outputs: { Output: string },
});
const readModels = fromCorpus('exec-read-models', {
  name: 'read-models',
  inputs: { models: Model.list() },
  outputs: { Output: string },
});
const collectingArtifacts = pipeline({
  name: 'collecting-artifacts',
  inputs: { model_chars: string.default(''), model_ids: string.default('') },
  outputs: { Output: Model.list() },
  define(p, inputs) {
    const splitCharsTask = p.task(splitChars, { model_ids: inputs.model_chars }, { cache: false });
    const splitIdsTask = p.task(splitIds, { model_ids: inputs.model_ids }, { cache: false });
    const forLoop1 = p.forEach(splitIdsTask.output, (loop, item) => {
      const createFileTask = loop.task(createFile, { content: item }, { cache: false });
      loop.task(readSingleFile, { file: createFileTask.output }, { cache: false });
      const forLoop2 = loop.forEach(splitCharsTask.output, (loop2, item2) => {
        const singleNodeDagTask = loop2.task(singleNodeDag, { char: item2 }, { cache: false });
        const readSingleDatasetGenerateModelTask = loop2.task(
          readSingleDatasetGenerateModel,
          { id: item, data: singleNodeDagTask.output },
          { cache: false },
        );
        return {
          readSingleDatasetGenerateModelResults: readSingleDatasetGenerateModelTask.output,
          singleNodeDag: singleNodeDagTask.output,
        };
      });
      loop.task(readDatasets, { data: forLoop2.outputs.singleNodeDag }, { cache: false });
      loop.task(readModels, { models: forLoop2.outputs.readSingleDatasetGenerateModelResults }, { cache: false });
      return { readSingleDatasetGenerateModelResults: forLoop2.outputs.readSingleDatasetGenerateModelResults };
    });
    return { Output: forLoop1.outputs.readSingleDatasetGenerateModelResults };
  },
});

/** The pipeline. */
export const collectedArtifacts = pipeline({
  name: 'collected-artifact-pipeline',
  define(p) {
    const collectingArtifactsTask = p.task(
      collectingArtifacts,
      { model_chars: 'x,y,z', model_ids: 's1,s2,s3' },
      { cache: false },
    );
    p.task(readModels, { models: collectingArtifactsTask.output }, { cache: false });
  },
});
