import { Dataset, integer, pipeline, string, text } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_dynamic_importer_metadata.yaml';

const fromCorpus = corpusComponents(source);
const makeName = fromCorpus('exec-make-name', {
  name: 'make-name',
  inputs: { name: string },
  outputs: { Output: string },
});

/** The pipeline. */
export const pipelineWithDynamicImporterMetadata = pipeline({
  name: 'pipeline-with-importer',
  inputs: {
    int_input: integer.default(1.0),
    name: string.default('default-name'),
    pipeline_input_artifact_uri: string.default('gs://ml-pipeline-playground/shakespeare1.txt'),
    pipeline_input_image_uri: string.default('us-docker.pkg.dev/vertex-ai/prediction/tf2-gpu.2-5:latest'),
  },
  define(p, inputs) {
    p.importer(Dataset, {
      uri: inputs.pipeline_input_artifact_uri,
      metadata: {
        name: [text`${inputs.name}`, 'alias-name'],
        containerSpec: { imageUri: text`${inputs.pipeline_input_image_uri}` },
      },
    });
    const makeNameTask = p.task(makeName, { name: 'a-different-name' });
    p.importer(Dataset, {
      uri: 'gs://ml-pipeline-playground/shakespeare1.txt',
      metadata: {
        containerSpec: { imageUri: 'us-docker.pkg.dev/vertex-ai/prediction/tf2-gpu.2-5:latest' },
        'list-of-data': [text`${makeNameTask.output}`, text`${inputs.name}`, text`${inputs.int_input}`],
        name: text`prefix-${makeNameTask.output}`,
        // The SDK numbers the values of the metadata in the order in which they come: keys have no other way to name one.
        "{{$.inputs.parameters['metadata']}}": text`${makeNameTask.output}`,
        "{{$.inputs.parameters['metadata-2']}}": 'us-docker.pkg.dev/vertex-ai/prediction/tf2-gpu.2-5:latest',
      },
    });
  },
});
