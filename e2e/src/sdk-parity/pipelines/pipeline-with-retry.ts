import { double, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/pipeline_with_retry.yaml';

const fromCorpus = corpusComponents(source);
const add = fromCorpus('exec-add', { name: 'add', inputs: { a: double, b: double }, outputs: { Output: double } });

/** The pipeline. */
export const pipelineWithRetry = pipeline({
  name: 'test-pipeline',
  inputs: { a: double.default(1.0), b: double.default(7.0) },
  define(p, inputs) {
    p.task(add, { a: inputs.a, b: inputs.b }, { retry: { limit: 3 } });
  },
});
