import { Artifact, containerComponent, pipeline, string } from '@tiphys/sdk';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/container_with_placeholder_in_fstring.yaml';

const program = containerComponent({
  name: 'container-with-placeholder-in-fstring',
  inputs: { text1: string.default('text!') },
  outputs: { output_artifact: Artifact },
  image: 'registry.access.redhat.com/ubi9/python-311:latest',
  command: ({ inputs, outputs }) => ['my_program', `prefix-${inputs.text1}`, `${outputs.output_artifact.uri}/0`],
});

/** The pipeline. */
export const containerWithPlaceholderInFstring = pipeline({
  name: 'container-with-placeholder-in-fstring',
  inputs: { text1: string.default('text!') },
  outputs: { output_artifact: Artifact },
  define(p, inputs) {
    const task = p.task(program, {
      text1: inputs.text1,
    });
    return { output_artifact: task.output };
  },
});
