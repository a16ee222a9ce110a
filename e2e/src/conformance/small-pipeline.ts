/** Parts of a small pipeline, as YAML. Each is a map's members without indentation. */
export interface PipelineParts {
  readonly components?: string;
  readonly executors?: string;
  readonly tasks: string;
  /** Of the root: `inputDefinitions`, `outputDefinitions`. */
  readonly root?: string;
  /** `outputs` of the root's DAG. */
  readonly outputs?: string;
}

/**
 * Components that most cases need: `say` gives its text, `file` makes an artifact of a text, `read` gives an artifact's
 * content, `count` the number of characters of a list's JSON, `fail` fails.
 */
const components = `
comp-say:
  executorLabel: exec-say
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-file:
  executorLabel: exec-file
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
comp-read:
  executorLabel: exec-read
  inputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-json:
  executorLabel: exec-json
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: LIST}, struct: {parameterType: STRUCT}}}
comp-fail: {executorLabel: exec-fail, outputDefinitions: {parameters: {Output: {parameterType: STRING}}}}`;

const executors = `
exec-say:
  container:
    image: busybox
    command: [sh, -c, 'printf %s "$1" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", "{{$.inputs.parameters['text']}}"]
exec-file:
  container:
    image: busybox
    command: [sh, -c, 'printf %s "$1" > "$0"', "{{$.outputs.artifacts['data'].path}}", "{{$.inputs.parameters['text']}}"]
exec-read:
  container:
    image: busybox
    command: [sh, -c, 'cat "$1" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", "{{$.inputs.artifacts['data'].path}}"]
exec-json:
  container:
    image: busybox
    command: [sh, -c, 'case "$2" in "["*) f="$0"; g="$1";; *) f="$1"; g="$0";; esac; printf %s "$2" > "$f"; case "$2" in "["*) printf %s "{}" > "$g";; *) printf %s "[]" > "$g";; esac', "{{$.outputs.parameters['Output'].output_file}}", "{{$.outputs.parameters['struct'].output_file}}", "{{$.inputs.parameters['text']}}"]
exec-fail: {container: {image: busybox, command: [sh, -c, 'echo broken >&2; exit 3']}}`;

/** IR with these parts, and the components above. */
export function smallPipeline(parts: PipelineParts): string {
  return [
    'pipelineInfo: {name: conformance}',
    'schemaVersion: 2.1.0',
    'components:',
    indent(`${components}\n${parts.components ?? ''}`, 2),
    'deploymentSpec:',
    '  executors:',
    indent(`${executors}\n${parts.executors ?? ''}`, 4),
    'root:',
    indent(parts.root ?? '', 2),
    '  dag:',
    indent(parts.outputs ?? '', 4),
    '    tasks:',
    indent(parts.tasks, 6),
  ].join('\n');
}

/** A task that runs `comp-<component>` with one text, list or struct. */
export function constantTask(name: string, component: string, text: string): string {
  return `${name}: {componentRef: {name: comp-${component}}, inputs: {parameters: {text: {runtimeValue: {constant: ${JSON.stringify(text)}}}}}}`;
}

function indent(text: string, spaces: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n');
}
