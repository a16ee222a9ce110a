import { valueText } from '@tiphys/expr';
import type { Feature } from '../feature.ts';
import { constantTask, smallPipeline } from '../small-pipeline.ts';

/** `told` gives what it is told of its pod, and then what its container has of it. */
const components = (passthroughs: string): string => `
comp-told:
  executorLabel: exec-told
  inputDefinitions:
    parameters:
      config: {parameterType: TASK_CONFIG, isOptional: true}
      cpu: {parameterType: STRING, isOptional: true}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  taskConfigPassthroughs: [${passthroughs}]
comp-nested:
  inputDefinitions: {parameters: {secret: {parameterType: STRING}, item: {parameterType: STRING, isOptional: true}}}
  dag:
    tasks:
      told:
        componentRef: {name: comp-told}
        inputs: {parameters: {cpu: {componentInputParameter: item}}}
        triggerPolicy: {condition: "inputs.parameter_values['cpu'] != '3'"}`;

const executors = `
exec-told:
  container:
    image: busybox
    command:
      - sh
      - -c
      - 'printf "%s|%s" "$1" "$EPOCHS" > "$0"'
      - "{{$.outputs.parameters['Output'].output_file}}"
      - "{{$.inputs.parameters['config']}}"
    env: [{name: EPOCHS, value: "5"}]
    resources: {resourceCpuLimit: "{{$.inputs.parameters['cpu']}}"}`;

function pipeline(parts: { readonly passthroughs: string; readonly tasks: string; readonly platform: object }): string {
  const ir = smallPipeline({ components: components(parts.passthroughs), executors, tasks: parts.tasks });
  const platforms = { kubernetes: { deploymentSpec: { executors: { 'exec-told': parts.platform } } } };
  return `${ir}\n---\n${JSON.stringify({ platforms })}`;
}

const secretEnv = (secret: object): object => ({
  secretAsEnv: [{ secretNameParameter: secret, keyToEnv: [{ secretKey: 'k', envVar: 'WORD' }], optional: true }],
});
const ofSecret = (name: string): object => ({
  name: 'WORD',
  valueFrom: { secretKeyRef: { name, key: 'k', optional: true } },
});
const ofItem = { componentInputParameter: 'secret' };

/** The value that the task was told, as it comes into a command, and what its container has. */
function output(parts: object, epochs: string): string {
  const nothing = {
    affinity: null,
    tolerations: null,
    nodeSelector: null,
    env: null,
    volumes: null,
    volumeMounts: null,
    resources: {},
  };
  return `${valueText({ ...nothing, ...parts }) ?? ''}|${epochs}`;
}

const literal = { name: 'EPOCHS', value: '5' };
const toldTask = 'componentRef: {name: comp-told}';
const nested = 'componentRef: {name: comp-nested}';

/** What a task is told of the options of its pod. */
export const taskConfigs: readonly Feature[] = [
  {
    area: 'Kubernetes',
    title:
      '`dsl.TaskConfig`: each field of `taskConfigPassthroughs`, with and without `applyToTask`, constant and from outputs, in loops, conditions and nested pipelines',
    cases: [
      {
        title: 'what is listed is told, and only with applyToTask is it in the pod',
        ir: pipeline({
          passthroughs:
            '{field: ENV}, {field: KUBERNETES_NODE_SELECTOR}, {field: KUBERNETES_TOLERATIONS, applyToTask: true}',
          tasks: `told: {${toldTask}}`,
          platform: { nodeSelector: { labels: { disk: 'ssd' } }, tolerations: [{ key: 'gpu', operator: 'Exists' }] },
        }),
        tasks: {
          told: {
            parameters: {
              Output: output(
                {
                  tolerations: [{ key: 'gpu', operator: 'Exists' }],
                  nodeSelector: { disk: 'ssd' },
                  env: [literal],
                },
                '',
              ),
            },
          },
        },
      },
      {
        title: 'what is not listed is in the pod, and not told',
        ir: pipeline({ passthroughs: '{field: RESOURCES}', tasks: `told: {${toldTask}}`, platform: {} }),
        tasks: { told: { parameters: { Output: output({}, '5') } } },
      },
      {
        title: 'values of the run: an output, a parameter of the task, one that nobody gave',
        ir: pipeline({
          passthroughs:
            '{field: ENV, applyToTask: true}, {field: KUBERNETES_VOLUMES}, {field: RESOURCES}, {field: KUBERNETES_AFFINITY}',
          tasks: `${constantTask('name', 'say', 'data.v1')}
affinity: {componentRef: {name: comp-json}, inputs: {parameters: {text: {runtimeValue: {constant: '{"preferred": []}'}}}}}
told:
  ${toldTask}
  dependentTasks: [name, affinity]
  inputs: {parameters: {cpu: {runtimeValue: {constant: 500m}}}}`,
          platform: {
            pvcMount: [
              {
                pvcNameParameter: { taskOutputParameter: { producerTask: 'name', outputParameterKey: 'Output' } },
                mountPath: '/data',
              },
            ],
            secretAsVolume: [{ secretNameParameter: { runtimeValue: { constant: 'keys' } }, mountPath: '/keys' }],
            nodeAffinity: [
              {
                nodeAffinityJson: {
                  taskOutputParameter: { producerTask: 'affinity', outputParameterKey: 'struct' },
                },
              },
            ],
          },
        }),
        tasks: {
          told: {
            parameters: {
              Output: output(
                {
                  affinity: { nodeAffinity: { preferred: [] } },
                  env: [literal],
                  volumes: [
                    { name: 'data-v1', persistentVolumeClaim: { claimName: 'data.v1' } },
                    { name: 'keys', secret: { secretName: 'keys', optional: false } },
                  ],
                  volumeMounts: [
                    { name: 'data-v1', mountPath: '/data' },
                    { name: 'keys', mountPath: '/keys' },
                  ],
                  resources: { limits: { cpu: '500m' } },
                },
                '5',
              ),
            },
          },
        },
      },
      {
        title: 'in a nested pipeline, in a loop, under a condition',
        ir: pipeline({
          passthroughs: '{field: ENV}, {field: RESOURCES}',
          tasks: `each:
  ${nested}
  inputs: {parameters: {secret: {runtimeValue: {constant: db}}}}
  parameterIterator: {items: {raw: '["1", "2", "3"]'}, itemInput: item}`,
          platform: secretEnv(ofItem),
        }),
        tasks: {
          'each[0]/told': {
            parameters: { Output: output({ env: [literal, ofSecret('db')], resources: { limits: { cpu: '1' } } }, '') },
          },
          'each[1]/told': {
            parameters: { Output: output({ env: [literal, ofSecret('db')], resources: { limits: { cpu: '2' } } }, '') },
          },
          'each[2]/told': { phase: 'Skipped' },
        },
      },
    ],
  },
];
