import type { Feature } from '../feature.ts';
import { constantTask, smallPipeline } from '../small-pipeline.ts';

const components = `
comp-default:
  executorLabel: exec-say
  inputDefinitions: {parameters: {text: {parameterType: STRING, isOptional: true, defaultValue: fallback}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-optional-file:
  executorLabel: exec-optional-file
  inputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}, isOptional: true}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-nested:
  inputDefinitions: {parameters: {text: {parameterType: STRING, isOptional: true, defaultValue: 'of the {{group}}'}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: say, outputParameterKey: Output}}}}
    tasks: {say: {componentRef: {name: comp-say}, inputs: {parameters: {text: {componentInputParameter: text}}}}}
comp-status:
  executorLabel: exec-status
  inputDefinitions: {parameters: {status: {parameterType: TASK_FINAL_STATUS}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-group:
  inputDefinitions: {parameters: {go: {parameterType: STRING}}}
  dag: {tasks: {inner: {componentRef: {name: comp-fail}}}}
comp-loop:
  inputDefinitions: {parameters: {item: {parameterType: STRING}}}
  dag: {tasks: {say: {componentRef: {name: comp-say}, inputs: {parameters: {text: {componentInputParameter: item}}}}, broken: {componentRef: {name: comp-fail}}}}
comp-empty-file: {executorLabel: exec-fail, outputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}}`;
const executors = `
exec-optional-file:
  container:
    image: busybox
    command: [sh, -c, 'printf %s "$1" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", '{"IfPresent": {"InputName": "data", "Then": "there", "Else": "absent"}}']
exec-status:
  container:
    image: busybox
    command: [sh, -c, 'printf %s "$1" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", "{{$.inputs.parameters['status']}}"]`;

const fail = 'fail: {componentRef: {name: comp-fail}}';
const skip = `skip: {componentRef: {name: comp-say}, inputs: {parameters: {text: {runtimeValue: {constant: "1"}}}}, triggerPolicy: {condition: "inputs.parameter_values['text'] == '2'"}}`;
const always = 'triggerPolicy: {strategy: ALL_UPSTREAM_TASKS_COMPLETED}';
const after = (producer: string, component: string): string => `
after:
  componentRef: {name: comp-${component}}
  dependentTasks: [${producer}]
  inputs: {parameters: {text: {taskOutputParameter: {producerTask: ${producer}, outputParameterKey: Output}}}}
  ${always}`;
const status = (producer: string): string => `
exit:
  componentRef: {name: comp-status}
  dependentTasks: [${producer}]
  inputs: {parameters: {status: {taskFinalStatus: {producerTask: ${producer}}}}}
  ${always}`;
const small = (tasks: string): string => smallPipeline({ components, executors, tasks });
const statusText = (state: string, task: string, error = '\\{\\}'): RegExp =>
  new RegExp(
    `^\\{"error":${error},"pipelineJobResourceName":"conformance-[a-z0-9]+","pipelineTaskName":"${task}","state":"${state}"\\}$`,
  );
/** Where something inside of the task failed, `place` says where. */
const failedText = (task: string, place = ''): RegExp =>
  statusText('FAILED', task, `\\{"code":3,"message":"${place}The command ended with exit code 3\\.\\\\nbroken"\\}`);

export const exits: readonly Feature[] = [
  {
    area: 'Exit tasks',
    title: '`ignore_upstream_failure` with an output of what failed or was skipped: the input is absent',
    cases: [
      {
        title: 'a failed producer: the default',
        ir: small(fail + after('fail', 'default')),
        phase: 'Failed',
        tasks: { fail: { phase: 'Failed' }, after: { parameters: { Output: 'fallback' } } },
      },
      {
        title: 'a producer that succeeded: its output',
        ir: small(constantTask('first', 'say', '{{x}} fine') + after('first', 'default')),
        tasks: { after: { parameters: { Output: '{{x}} fine' } } },
      },
      {
        title: 'a skipped producer: the default',
        ir: small(skip + after('skip', 'default')),
        tasks: { skip: { phase: 'Skipped' }, after: { parameters: { Output: 'fallback' } } },
      },
      {
        title: 'a nested pipeline: its default',
        ir: small(fail + after('fail', 'nested')),
        phase: 'Failed',
        tasks: { 'after/say': { parameters: { Output: 'of the {{group}}' } } },
      },
      {
        title: 'an optional artifact',
        ir: small(`fail: {componentRef: {name: comp-empty-file}}
after:
  componentRef: {name: comp-optional-file}
  inputs: {artifacts: {data: {taskOutputArtifact: {producerTask: fail, outputArtifactKey: data}}}}
  ${always}`),
        phase: 'Failed',
        tasks: { after: { parameters: { Output: 'absent' } } },
      },
      {
        title: 'no default: the task fails and says why',
        ir: small(fail + after('fail', 'say')),
        phase: 'Failed',
        tasks: { after: { phase: 'Failed', message: 'the task "fail" did not succeed' } },
      },
    ],
  },
  {
    area: 'Exit tasks',
    title: 'exit handlers and `PipelineTaskFinalStatus`, with code and message of what failed (B15, B16)',
    cases: [
      {
        title: 'a task that failed',
        ir: small(fail + status('fail')),
        phase: 'Failed',
        tasks: { exit: { parameters: { Output: failedText('fail') } } },
      },
      {
        title: 'a group that failed',
        ir: small(
          `group: {componentRef: {name: comp-group}, inputs: {parameters: {go: {runtimeValue: {constant: "1"}}}}}${status('group')}`,
        ),
        phase: 'Failed',
        tasks: { 'group/inner': { phase: 'Failed' }, exit: { parameters: { Output: failedText('group', 'inner: ') } } },
      },
      {
        title: 'a loop in which something failed',
        ir: small(
          `loop: {componentRef: {name: comp-loop}, parameterIterator: {itemInput: item, items: {raw: '["a"]'}}}${status('loop')}`,
        ),
        phase: 'Failed',
        tasks: {
          'loop[0]/say': {},
          'loop[0]/broken': { phase: 'Failed' },
          exit: { parameters: { Output: failedText('loop', '\\[0\\]/broken: ') } },
        },
      },
      {
        title: 'a task that succeeded, and one that was skipped',
        ir: small(`${constantTask('first', 'say', 'x')}${status('first')}
${skip}${status('skip').replace('exit:', 'other:')}`),
        tasks: {
          exit: { parameters: { Output: statusText('SUCCEEDED', 'first') } },
          other: { parameters: { Output: statusText('CANCELLED', 'skip') } },
        },
      },
      {
        title: 'several dependencies: once, when all have ended; tasks after it run',
        ir: small(`${fail}
${constantTask('first', 'say', 'x')}
after: {componentRef: {name: comp-default}, dependentTasks: [fail, first], ${always}}
last: {componentRef: {name: comp-default}, dependentTasks: [after]}`),
        phase: 'Failed',
        tasks: { after: { parameters: { Output: 'fallback' } }, last: { parameters: { Output: 'fallback' } } },
      },
    ],
  },
];
