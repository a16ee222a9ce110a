import { printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { Feature, HonouredCase } from '../feature.ts';
import { constantTask, smallPipeline } from '../small-pipeline.ts';

const output = (type = 'STRING'): string => `outputDefinitions: {parameters: {Output: {parameterType: ${type}}}}`;
const outputs =
  'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: use, outputParameterKey: Output}}}}';

/** A task or a nested pipeline is given a struct, and an output of another task and parameters inside of it. */
function insideStruct(component: string): string {
  return smallPipeline({
    components: `
comp-show:
  executorLabel: exec-show
  inputDefinitions: {parameters: {x: {parameterType: STRUCT}}}
  ${output()}
comp-nested:
  inputDefinitions: {parameters: {x: {parameterType: STRUCT}}}
  ${output()}
  dag:
    ${outputs}
    tasks: {use: {componentRef: {name: comp-show}, inputs: {parameters: {x: {componentInputParameter: x}}}}}`,
    executors: `
exec-show:
  container:
    image: busybox
    command: [sh, -c, 'printf %s "$1" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", "{{$.inputs.parameters['x']}}"]`,
    root: `inputDefinitions: {parameters: {rate: {parameterType: NUMBER_DOUBLE, defaultValue: 0.5}, big: {parameterType: NUMBER_INTEGER, defaultValue: 9007199254740993}, none: {parameterType: STRING, isOptional: true}, all: {parameterType: LIST, defaultValue: [1, "{{b}}"]}}}\n${output()}`,
    outputs,
    tasks: `${constantTask('first', 'say', 'q " \\ {{b}} $(c)')}
use:
  componentRef: {name: ${component}}
  inputs:
    parameters:
      rate: {componentInputParameter: rate}
      big: {componentInputParameter: big}
      none: {componentInputParameter: none}
      all: {componentInputParameter: all}
      c: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}
      x:
        runtimeValue:
          constant:
            a: ["{{$.inputs.parameters['rate']}}", "{{$.inputs.parameters['big']}}", "{{$.inputs.parameters['all']}}"]
            b: {"{{$.inputs.parameters['rate']}}": "{{$.inputs.parameters['c']}}", m: "<{{$.inputs.parameters['c']}}>"}
            c: [1, null, "plain", "{{$.inputs.parameters['none']}}"]`,
  });
}

/** What comes out of it, as KFP prints structs. */
const structShown =
  '{"a":[0.5,9007199254740993,[1,"{{b}}"]],"b":{"0.5":"q \\" \\\\ {{b}} $(c)","m":"\\u003cq \\" \\\\ {{b}} $(c)\\u003e"},"c":[1,null,"plain",null]}';

/** A pipeline parameter that goes through a task and comes back as the pipeline's output. */
function arrives(type: string, value: JsonValue): HonouredCase {
  const components = `
comp-echo:
  executorLabel: exec-echo
  inputDefinitions: {parameters: {x: {parameterType: ${type}}}}
  outputDefinitions: {parameters: {Output: {parameterType: ${type}}}}`;
  const executors = `
exec-echo:
  container:
    image: busybox
    command: [sh, -c, 'printf %s "$1" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", "{{$.inputs.parameters['x']}}"]`;
  return {
    title: `${type} ${printJson(value)}`,
    ir: smallPipeline({
      components,
      executors,
      root: `inputDefinitions: {parameters: {x: {parameterType: ${type}}}}\n${output(type)}`,
      outputs,
      tasks: `first: {componentRef: {name: comp-echo}, inputs: {parameters: {x: {componentInputParameter: x}}}}
use: {componentRef: {name: comp-echo}, inputs: {parameters: {x: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}}}}`,
    }),
    parameters: { x: value },
    outputs: { Output: value },
  };
}

const components = `
comp-optional:
  executorLabel: exec-optional
  inputDefinitions:
    parameters:
      given: {parameterType: STRING, isOptional: true}
      text: {parameterType: STRING, defaultValue: a}
      number: {parameterType: NUMBER_INTEGER, isOptional: true, defaultValue: 3.0}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-nested:
  inputDefinitions: {parameters: {given: {parameterType: STRING, isOptional: true}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: deeper, outputParameterKey: Output}}}}
    tasks: {deeper: {componentRef: {name: comp-deeper}, inputs: {parameters: {given: {componentInputParameter: given}}}}}
comp-deeper:
  inputDefinitions: {parameters: {given: {parameterType: STRING, isOptional: true}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: leaf, outputParameterKey: Output}}}}
    tasks: {leaf: {componentRef: {name: comp-optional}, inputs: {parameters: {given: {componentInputParameter: given}}}}}
comp-pass:
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: say, outputParameterKey: Output}}}}
    tasks: {say: {componentRef: {name: comp-say}, inputs: {parameters: {text: {componentInputParameter: text}}}}}
root: {executorLabel: exec-say, inputDefinitions: {parameters: {text: {parameterType: STRING}}}, outputDefinitions: {parameters: {Output: {parameterType: STRING}}}}
"comp-Übung 1": {executorLabel: exec-say, inputDefinitions: {parameters: {text: {parameterType: STRING}}}, outputDefinitions: {parameters: {Output: {parameterType: STRING}}}}
comp-same: {executorLabel: exec-say, inputDefinitions: {parameters: {text: {parameterType: STRING, defaultValue: another}}}, outputDefinitions: {parameters: {Output: {parameterType: STRING}}}}`;
const executors = `
exec-optional:
  container:
    image: busybox
    command:
      - sh
      - -c
      - 'printf %s "$*" > "$0"'
      - "{{$.outputs.parameters['Output'].output_file}}"
      - "{{$.inputs.parameters['text']}}"
      - "{{$.inputs.parameters['number']}}"
      - '{"IfPresent": {"InputName": "given", "Then": "given", "Else": "absent"}}'`;
const small = (tasks: string, more = ''): string =>
  smallPipeline({ components, executors, tasks, outputs, root: `${more}\n${output()}` });
const optionalRoot = 'inputDefinitions: {parameters: {p: {parameterType: STRING, isOptional: true}}}';

const nestedIn: Readonly<Record<string, string>> = { say: 'inner', inner: 'middle', middle: 'outer' };

/** A pipeline around a component, whose only task is called `use`. */
function nestedUse(component: string): string {
  return `
comp-${nestedIn[component] ?? ''}:
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    ${outputs}
    tasks: {use: {componentRef: {name: comp-${component}}, inputs: {parameters: {text: {componentInputParameter: text}}}}}`;
}

/** What values are on their way. */
export const values: readonly Feature[] = [
  {
    area: 'Values',
    title:
      'arrive as they are: texts with braces, dollars, quotes and line ends, large integers, doubles, structs (B26)',
    cases: [
      arrives('STRING', '{{workflow.name}} {{=1+1}} $(HOME) $$ "\' \\ \n\t Grüße 🚢 <&>'),
      arrives('STRING', ''),
      arrives('NUMBER_INTEGER', 9007199254740993n),
      arrives('NUMBER_DOUBLE', 1e-7),
      arrives('BOOLEAN', false),
      arrives('LIST', [1, 'a', null, [true, { b: '{{c}}' }], 9007199254740993n]),
      arrives('STRUCT', { 'a.b': { $ref: '#/x' }, '{{k}}': -1.5, n: 9007199254740993n }),
    ],
  },
  {
    area: 'Values',
    title: 'defaults, optional inputs and null, also through nested pipelines (B3, B18)',
    cases: [
      { title: 'defaults', ir: small('use: {componentRef: {name: comp-optional}}'), outputs: { Output: 'a 3 absent' } },
      {
        title: 'an absent pipeline parameter, two pipelines deep',
        ir: small(
          'use: {componentRef: {name: comp-nested}, inputs: {parameters: {given: {componentInputParameter: p}}}}',
          optionalRoot,
        ),
        outputs: { Output: 'a 3 absent' },
      },
      {
        title: 'the same, given',
        ir: small(
          'use: {componentRef: {name: comp-nested}, inputs: {parameters: {given: {componentInputParameter: p}}}}',
          optionalRoot,
        ),
        parameters: { p: '<none' },
        outputs: { Output: 'a 3 given' },
      },
      {
        title: 'null as a constant',
        ir: small(
          'use: {componentRef: {name: comp-optional}, inputs: {parameters: {given: {runtimeValue: {constant: null}}}}}',
        ),
        outputs: { Output: 'a 3 absent' },
      },
    ],
  },
  {
    area: 'Values',
    title: 'constants with channels in them (f-strings), for tasks, nested pipelines and loops (B4)',
    cases: [
      {
        title: 'quotes and braces, in a nested pipeline',
        ir: small(`${constantTask('first', 'say', 'q " \\ {{b}} $(c)')}
use:
  componentRef: {name: comp-pass}
  inputs:
    parameters:
      c: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}
      text: {runtimeValue: {constant: "<{{$.inputs.parameters['c']}}>"}}`),
        outputs: { Output: '<q " \\ {{b}} $(c)>' },
      },
      {
        title: 'the name of the task, in a nested pipeline',
        ir: small(
          'use: {componentRef: {name: comp-pass}, inputs: {parameters: {text: {runtimeValue: {constant: "by {{$.pipeline_task_name}}"}}}}}',
        ),
        outputs: { Output: 'by use' },
      },
      {
        title: 'when the run began, in a nested pipeline',
        ir: small(
          'use: {componentRef: {name: comp-pass}, inputs: {parameters: {text: {runtimeValue: {constant: "at {{$.pipeline_job_create_time_utc}}"}}}}}',
        ),
        outputs: { Output: /^at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/ },
      },
      {
        title: 'the old runtimeParameter, which names an input of the pipeline',
        ir: smallPipeline({
          components,
          executors,
          root: `inputDefinitions: {parameters: {p: {parameterType: STRING}}}\n${output()}`,
          outputs,
          tasks:
            'use: {componentRef: {name: comp-say}, inputs: {parameters: {text: {runtimeValue: {runtimeParameter: p}}}}}',
        }),
        parameters: { p: 'given' },
        outputs: { Output: 'given' },
      },
      {
        title: 'an integer, in a task',
        ir: small(
          `use:
  componentRef: {name: comp-say}
  inputs:
    parameters:
      c: {runtimeValue: {constant: 3.0}}
      text: {runtimeValue: {constant: "n={{$.inputs.parameters['c']}}, {{$.inputs.parameters['c']}}"}}`,
        ),
        outputs: { Output: 'n=3, 3' },
      },
      {
        title: 'inside of a struct, in a task: a channel alone keeps its type, one in a text becomes text',
        ir: insideStruct('comp-show'),
        outputs: { Output: structShown },
      },
      {
        title: 'inside of a struct, in a nested pipeline',
        ir: insideStruct('comp-nested'),
        outputs: { Output: structShown },
      },
    ],
  },
  {
    area: 'Pipelines',
    title:
      'nested with outputs at any depth, outputs of the pipeline (B30), names that clash (B33) or need cleaning, equal containers with other inputs (B21)',
    cases: [
      {
        title: 'a component called root, and one with a name that Kubernetes would refuse',
        ir: small(`${constantTask('one', 'say', '1')}
root: {componentRef: {name: root}, inputs: {parameters: {text: {taskOutputParameter: {producerTask: one, outputParameterKey: Output}}}}}
"Ünï {{x}}": {componentRef: {name: "comp-Übung 1"}, inputs: {parameters: {text: {taskOutputParameter: {producerTask: root, outputParameterKey: Output}}}}}
in: {componentRef: {name: comp-same}, dependentTasks: ["Ünï {{x}}"]}
use: {componentRef: {name: comp-same}, dependentTasks: [in], inputs: {parameters: {text: {taskOutputParameter: {producerTask: "Ünï {{x}}", outputParameterKey: Output}}}}}`),
        outputs: { Output: '1' },
        tasks: { in: { parameters: { Output: 'another' } } },
      },
      {
        title: 'three pipelines within each other, whose tasks have one name',
        ir: smallPipeline({
          components: ['say', 'inner', 'middle'].map(nestedUse).join('\n'),
          tasks:
            'use: {componentRef: {name: comp-outer}, inputs: {parameters: {text: {runtimeValue: {constant: deep}}}}}',
          outputs,
          root: output(),
        }),
        outputs: { Output: 'deep' },
        tasks: { 'use/use/use/use': { parameters: { Output: 'deep' } } },
      },
    ],
  },
];
