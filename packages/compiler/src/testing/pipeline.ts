import type { LoadedPipeline } from '@tiphys/ir';
import { loadPipeline } from '@tiphys/ir';
import { DiagnosticsError } from '@tiphys/diagnostics';

/** The beginning of every IR below: a component `comp-echo` with one input and one output, run by a shell. */
const echo = `
comp-echo:
  executorLabel: exec-echo
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
`;

/** IR with these tasks in its root, these components beside \`comp-echo\`, and whatever else is given. */
export function pipelineText(parts: {
  readonly tasks: string;
  readonly components?: string;
  readonly executors?: string;
  readonly root?: string;
}): string {
  return `
pipelineInfo: {name: test}
schemaVersion: 2.1.0
components:
${indent(echo + (parts.components ?? ''), 2)}
deploymentSpec:
  executors:
    exec-echo: {container: {image: busybox, command: [sh, -c, "echo hi > $0", "{{$.outputs.parameters['Output'].output_file}}"]}}
${indent(parts.executors ?? '', 4)}
root:
${indent(parts.root ?? '', 2)}
  dag:
    tasks:
${indent(parts.tasks, 6)}
`;
}

/** Loads IR that must be valid. */
export function load(text: string): LoadedPipeline {
  const { pipeline, diagnostics } = loadPipeline(text, { file: 'test.yaml' });
  if (pipeline === undefined || diagnostics.some(({ severity }) => severity === 'error')) {
    throw new DiagnosticsError(diagnostics);
  }
  return pipeline;
}

function indent(text: string, spaces: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n');
}
