import type { Feature } from '../feature.ts';
import { constantTask, smallPipeline } from '../small-pipeline.ts';

const components = `
comp-sized:
  executorLabel: exec-sized
  inputDefinitions:
    parameters:
      cpu: {parameterType: STRING}
      memory: {parameterType: NUMBER_INTEGER, isOptional: true, defaultValue: 2.0}
      gpus: {parameterType: STRING, isOptional: true}
      tag: {parameterType: STRING}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-text: {executorLabel: exec-text, inputDefinitions: {parameters: {x: {parameterType: STRING, isOptional: true}}}, outputDefinitions: {parameters: {Output: {parameterType: STRING}}}}`;
const executors = `
exec-sized:
  container:
    image: "busybox:{{$.inputs.parameters['tag']}}"
    command: [sh, -c, 'printf %s "$1" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", "{{$.inputs.parameters['tag']}}"]
    resources:
      resourceCpuLimit: "{{$.inputs.parameters['cpu']}}"
      resourceMemoryLimit: "{{$.inputs.parameters['memory']}}Gi"
      accelerator: {resourceType: nvidia.com/gpu, resourceCount: "{{$.inputs.parameters['gpus']}}"}
exec-text:
  container:
    image: busybox
    env: [{name: HOST, value: "{{$.pipeline_job_resource_name}}:{{$.inputs.parameters['x']}}"}]
    command:
      - sh
      - -c
      - 'f="$0"; printf %s "$HOST|$*" | sed "s/conformance-[a-z0-9]*/RUN/g" > "$f"'
      - "{{$.outputs.parameters['Output'].output_file}}"
      - '{"Concat": ["a=", "{{$.inputs.parameters[''x'']}}", {"IfPresent": {"InputName": "x", "Then": {"Concat": [",b=", "{{$.inputs.parameters[''x'']}}"]}, "Else": "!"}}]}'
      - '{"IfPresent": {"InputName": "x", "Then": ["--x", "{{$.inputs.parameters[''x'']}}"]}}'
      - '{{$.pipeline_task_name}}'`;
const output = {
  root: 'outputDefinitions: {parameters: {Output: {parameterType: STRING}}}',
  outputs: 'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: use, outputParameterKey: Output}}}}',
};

/** What a container is told. */
export const containers: readonly Feature[] = [
  {
    area: 'Containers',
    title: 'image, CPU, memory and accelerators from parameters and outputs, with text around them (B22)',
    cases: [
      {
        title: 'a constant, a default, an absent accelerator',
        ir: smallPipeline({
          components,
          executors,
          ...output,
          tasks: `${constantTask('first', 'say', '1.37')}
use:
  componentRef: {name: comp-sized}
  inputs:
    parameters:
      cpu: {runtimeValue: {constant: 500m}}
      channel: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}
      tag: {runtimeValue: {constant: "{{$.inputs.parameters['channel']}}-musl"}}`,
        }),
        outputs: { Output: '1.37-musl' },
      },
    ],
  },
  {
    area: 'Containers',
    title: 'placeholders in command, arguments and environment; `Concat`, `IfPresent`, nested (B1, B2, B3, B20)',
    cases: [
      {
        title: 'a value',
        ir: smallPipeline({
          components,
          executors,
          ...output,
          tasks:
            'use: {componentRef: {name: comp-text}, inputs: {parameters: {x: {runtimeValue: {constant: "q \\" {{$.pipeline_job_resource_name}}"}}}}}',
        }),
        outputs: { Output: 'RUN:q " RUN|a=q " RUN,b=q " RUN --x q " RUN use' },
      },
      {
        title: 'no value',
        ir: smallPipeline({ components, executors, ...output, tasks: 'use: {componentRef: {name: comp-text}}' }),
        outputs: { Output: 'RUN:|a=! use' },
      },
    ],
  },
];
