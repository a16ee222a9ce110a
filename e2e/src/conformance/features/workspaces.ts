import type { Feature } from '../feature.ts';
import { smallPipeline } from '../small-pipeline.ts';

const components = `
comp-write:
  executorLabel: exec-write
  inputDefinitions: {parameters: {folder: {parameterType: STRING}}}
comp-look:
  executorLabel: exec-look
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-nested:
  inputDefinitions: {parameters: {folder: {parameterType: STRING}}}
  dag: {tasks: {write: {componentRef: {name: comp-write}, inputs: {parameters: {folder: {componentInputParameter: folder}}}}}}`;
const executors = `
exec-write:
  container:
    image: busybox
    command: [sh, -c, 'mkdir -p "$0" && printf shared > "$0/file"', "{{$.inputs.parameters['folder']}}"]
exec-look:
  container:
    image: busybox
    env: [{name: FILE, value: '{{$.workspace_path}}/a/b/file'}]
    command: [sh, -c, 'printf "%s, %s" "$(cat "$1")" "$(cat "$FILE")" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", /kfp-workspace/a/b/file]`;
const platform = `
---
platforms: {kubernetes: {pipelineConfig: {workspace: {size: 1Gi, kubernetes: {pvcSpecPatch: {accessModes: [ReadWriteOnce]}}}}}}`;

function pipeline(component: string): string {
  const tasks = `
write:
  componentRef: {name: ${component}}
  inputs: {parameters: {folder: {runtimeValue: {constant: '{{$.workspace_path}}/a/b'}}}}
read: {componentRef: {name: comp-look}, dependentTasks: [write]}`;
  const outputs =
    'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: read, outputParameterKey: Output}}}}';
  const root = 'outputDefinitions: {parameters: {Output: {parameterType: STRING}}}';
  return smallPipeline({ components, executors, root, outputs, tasks }) + platform;
}

/** The volume that the tasks of a run share. */
export const workspaces: readonly Feature[] = [
  {
    area: 'Workspace',
    title:
      'tasks of a run share files in it; `{{$.workspace_path}}` in inputs, arguments and variables, as a part of a text',
    cases: [
      { title: 'two tasks', ir: pipeline('comp-write'), outputs: { Output: 'shared, shared' } },
      {
        title: 'its path goes into a nested pipeline',
        ir: pipeline('comp-nested'),
        outputs: { Output: 'shared, shared' },
      },
    ],
  },
];
