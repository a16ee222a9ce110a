import { Artifact, Dataset, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/components_with_optional_artifacts.yaml';

const fromCorpus = corpusComponents(source);
const customArtifactPrinter = fromCorpus('exec-custom-artifact-printer', {
  name: 'custom-artifact-printer',
  inputs: { artifact: Artifact.optional() },
});
const pythonArtifactPrinter = fromCorpus('exec-python-artifact-printer', {
  name: 'python-artifact-printer',
  inputs: { artifact: Artifact.optional() },
});
const innerPipeline = pipeline({
  name: 'inner-pipeline',
  inputs: { dataset: Dataset.optional() },
  define(p, inputs) {
    p.task(pythonArtifactPrinter, { artifact: inputs.dataset });
  },
});
const innerPipelineComponent = pipeline({
  name: 'inner-pipeline',
  inputs: { dataset: Dataset.optional() },
  define(p, inputs) {
    p.task(pythonArtifactPrinter, { artifact: inputs.dataset });
  },
});

/** The pipeline. */
export const componentsWithOptionalArtifacts = pipeline({
  name: 'optional-artifact-pipeline',
  inputs: { dataset1: Dataset.optional() },
  define(p, inputs) {
    p.task(customArtifactPrinter, { artifact: inputs.dataset1 });
    p.task(customArtifactPrinter, {});
    const importer = p.importer(Dataset, { uri: 'gs://ml-pipeline-playground/shakespeare1.txt' });
    p.task(innerPipeline, { dataset: importer.output });
    p.task(innerPipelineComponent, {});
  },
});
