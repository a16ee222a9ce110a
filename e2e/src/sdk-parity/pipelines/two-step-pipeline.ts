import { Artifact, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/two_step_pipeline.yaml';

const fromCorpus = corpusComponents(source);
const writeToGcs = fromCorpus('exec-write-to-gcs', {
  name: 'write-to-gcs',
  inputs: { text: string },
  outputs: { output_gcs_path: Artifact },
});
const readFromGcs = fromCorpus('exec-read-from-gcs', { name: 'read-from-gcs', inputs: { input_gcs_path: Artifact } });

/** The pipeline. */
export const twoStepPipeline = pipeline({
  name: 'simple-two-step-pipeline',
  inputs: { text: string.default('Hello KFP!') },
  define(p, inputs) {
    const writeToGcsTask = p.task(writeToGcs, { text: inputs.text }, { displayName: 'Producer' });
    p.task(readFromGcs, { input_gcs_path: writeToGcsTask.output }, { displayName: 'Consumer' });
  },
});
