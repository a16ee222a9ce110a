import { containerComponent, Dataset, pipeline, string } from '@tiphys/sdk';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/container_with_if_placeholder.yaml';

const program = containerComponent({
  name: 'container-with-if-placeholder',
  inputs: { optional_input: string.default('default') },
  outputs: { output_path: string, dataset: Dataset },
  image: 'registry.access.redhat.com/ubi9/python-311:latest',
  command: ({ inputs, outputs, ifPresent }) => [
    'my_program',
    ifPresent('optional_input', [inputs.optional_input], ['bye']),
    '--dataset',
    ifPresent('optional_input', [outputs.dataset.uri], ['bye']),
  ],
  args: ({ outputs }) => ['--output_path', outputs.output_path.path],
});

/** The pipeline. */
export const containerWithIfPlaceholder = pipeline({
  name: 'container-with-if-placeholder',
  inputs: { optional_input: string.default('default') },
  outputs: { output_path: string, dataset: Dataset },
  define(p, inputs) {
    const task = p.task(program, {
      optional_input: inputs.optional_input,
    });
    return {
      output_path: task.outputs.output_path,
      dataset: task.outputs.dataset,
    };
  },
});
