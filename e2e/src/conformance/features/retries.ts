import type { Feature } from '../feature.ts';
import { smallPipeline } from '../small-pipeline.ts';

/** Fails until the third attempt: it counts them in a file, which a pod would not keep; here the attempts share a machine. */
const components = `
comp-third:
  executorLabel: exec-third
  inputDefinitions: {parameters: {key: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-group:
  inputDefinitions: {parameters: {key: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: third, outputParameterKey: Output}}}}
    tasks: {third: {componentRef: {name: comp-third}, inputs: {parameters: {key: {componentInputParameter: key}}}}}`;
const executors = `
exec-third:
  container:
    image: busybox
    command:
      - sh
      - -c
      - 'm="/tmp/$1"; echo x >> "$m"; n=$(wc -l < "$m"); [ "$n" -ge 3 ] || exit 7; rm "$m"; printf "after %d" "$n" > "$0"'
      - "{{$.outputs.parameters['Output'].output_file}}"
      - "tiphys-third-{{$.inputs.parameters['key']}}-{{$.pipeline_job_uuid}}"`;

const use = (component: string, more: string): string =>
  smallPipeline({
    components,
    executors,
    root: 'outputDefinitions: {parameters: {Output: {parameterType: STRING}}}',
    outputs:
      'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: use, outputParameterKey: Output}}}}',
    tasks: `use: {componentRef: {name: comp-${component}}, inputs: {parameters: {key: {runtimeValue: {constant: ${component}}}}}, retryPolicy: {${more}}}`,
  });

export const retries: readonly Feature[] = [
  {
    area: 'Retries',
    title: 'of tasks, of groups (for the tasks inside), with a fractional factor, without a longest delay (B25)',
    cases: [
      { title: 'a task', ir: use('third', 'maxRetryCount: 2, backoffFactor: 1.5'), outputs: { Output: 'after 3' } },
      { title: 'a group', ir: use('group', 'maxRetryCount: 2'), outputs: { Output: 'after 3' } },
    ],
  },
];
