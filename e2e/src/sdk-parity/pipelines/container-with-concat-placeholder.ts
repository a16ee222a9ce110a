import { containerComponent, Dataset, pipeline, string } from '@tiphys/sdk';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/container_with_concat_placeholder.yaml';

const program = containerComponent({
  name: 'container-with-concat-placeholder',
  inputs: { text1: string },
  outputs: { output_path: string, text2: Dataset },
  image: 'registry.access.redhat.com/ubi9/python-311:latest',
  command: ({ inputs, outputs, concat }) => ['my_program', concat('prefix-', inputs.text1, outputs.text2.uri)],
  args: ({ outputs }) => ['--output_path', outputs.output_path.path],
});

/** The pipeline. */
export const containerWithConcatPlaceholder = pipeline({
  name: 'container-with-concat-placeholder',
  inputs: { text1: string },
  outputs: { output_path: string, text2: Dataset },
  define(p, inputs) {
    const task = p.task(program, { text1: inputs.text1 });
    return {
      output_path: task.outputs.output_path,
      text2: task.outputs.text2,
    };
  },
});
