import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/local_execution/local_execution_pipeline_with_k8s_only_methods.yaml';

const fromCorpus = corpusComponents(source);
const echo = fromCorpus('exec-echo', { name: 'echo', inputs: { message: string }, outputs: { Output: string } });

/** The pipeline. */
export const localExecutionPipelineWithK8sOnlyMethods = pipeline({
  name: 'pipeline-with-k8s-only-methods',
  inputs: { message: string.default('hello') },
  outputs: { Output: string },
  define(p, inputs) {
    const echoTask = p.task(
      echo,
      { message: inputs.message },
      { resources: { cpuLimit: '1000m', memoryLimit: '256Mi', accelerator: { type: 'nvidia.com/gpu', count: '1' } } },
    );
    return { Output: echoTask.output };
  },
});
