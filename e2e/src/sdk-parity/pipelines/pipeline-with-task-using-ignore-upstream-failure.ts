import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_task_using_ignore_upstream_failure.yaml';

const fromCorpus = corpusComponents(source);
const failOp = fromCorpus('exec-fail-op', {
  name: 'fail-op',
  inputs: { message: string },
  outputs: { Output: string },
});
const printOp = fromCorpus('exec-print-op', { name: 'print-op', inputs: { message: string.default('default') } });

/** The pipeline. */
export const pipelineWithTaskUsingIgnoreUpstreamFailure = pipeline({
  name: 'my-pipeline',
  inputs: { sample_input: string.default('message') },
  define(p, inputs) {
    const failOpTask = p.task(failOp, { message: inputs.sample_input });
    p.task(printOp, { message: failOpTask.output }, { ignoreUpstreamFailure: true });
  },
});
