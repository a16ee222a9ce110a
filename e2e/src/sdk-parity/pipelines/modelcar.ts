import { Model, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/modelcar.yaml';

const fromCorpus = corpusComponents(source);
const buildModelCar = fromCorpus('exec-build-model-car', { name: 'build-model-car', outputs: { model: Model } });
const getModelFilesList = fromCorpus('exec-get-model-files-list', {
  name: 'get-model-files-list',
  inputs: { input_model: Model },
  outputs: { Output: string },
});

/** The pipeline. */
export const modelcar = pipeline({
  name: 'pipeline-with-modelcar-model',
  inputs: { model_uri: string.default('oci://registry.domain.local/modelcar:test') },
  define(p, inputs) {
    p.task(buildModelCar, {}, { cache: false });
    const importer = p.importer(Model, { uri: inputs.model_uri });
    p.task(getModelFilesList, { input_model: importer.output }, { cache: false });
  },
});
