import { Dataset, Model, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pythonic_artifact_with_single_return.yaml';

const fromCorpus = corpusComponents(source);
const makeLanguageModel = fromCorpus('exec-make-language-model', {
  name: 'make-language-model',
  inputs: { text_dataset: Dataset },
  outputs: { Output: Model },
});

/** The pipeline. */
export const pythonicArtifactWithSingleReturn = pipeline({
  name: 'make-language-model-pipeline',
  outputs: { Output: Model },
  define(p) {
    const importer = p.importer(Dataset, {
      uri: 'gs://ml-pipeline-playground/shakespeare1.txt',
      metadata: { key: 'value' },
    });
    const makeLanguageModelTask = p.task(makeLanguageModel, { text_dataset: importer.output });
    return { Output: makeLanguageModelTask.output };
  },
});
