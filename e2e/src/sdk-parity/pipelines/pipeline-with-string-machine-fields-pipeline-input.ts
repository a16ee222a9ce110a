import { integer, pipeline, string, text } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_string_machine_fields_pipeline_input.yaml';

const fromCorpus = corpusComponents(source);
const sumNumbers = fromCorpus('exec-sum-numbers', {
  name: 'sum-numbers',
  inputs: { a: integer, b: integer },
  outputs: { Output: integer },
});

/** The pipeline. */
export const pipelineWithStringMachineFieldsPipelineInput = pipeline({
  name: 'pipeline',
  inputs: {
    accelerator_limit: string.default('1'),
    accelerator_type: string.default('NVIDIA_TESLA_P4'),
    cpu_limit: string.default('4000m'),
    memory_limit: string.default('15G'),
  },
  define(p, inputs) {
    p.task(
      sumNumbers,
      { a: 1.0, b: 2.0 },
      {
        resources: {
          cpuLimit: text`${inputs.cpu_limit}`,
          memoryLimit: text`${inputs.memory_limit}`,
          accelerator: { type: text`${inputs.accelerator_type}`, count: text`${inputs.accelerator_limit}` },
        },
      },
    );
  },
});
