import type { Feature } from '../feature.ts';
import { constantTask, smallPipeline } from '../small-pipeline.ts';

/** A loop body that gives its item as text; `branch` puts a condition between the loop and the task. */
const body = (name: string, component = 'say', input = 'item'): string => `
comp-${name}:
  inputDefinitions: {parameters: {item: {parameterType: STRING}, list: {parameterType: LIST, isOptional: true}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: inner, outputParameterKey: Output}}}}
    tasks: {inner: {componentRef: {name: comp-${component}}, inputs: {parameters: {text: {componentInputParameter: ${input}}}}}}`;

const branch = `
comp-branch:
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: say, outputParameterKey: Output}}}}
    tasks: {say: {componentRef: {name: comp-say}, inputs: {parameters: {text: {componentInputParameter: text}}}}}`;

const components = `${body('body')}${body('branch-body', 'branch')}${branch}
comp-member-body:
  inputDefinitions: {parameters: {item: {parameterType: STRUCT}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: inner, outputParameterKey: Output}}}}
    tasks:
      inner:
        componentRef: {name: comp-say}
        inputs: {parameters: {text: {componentInputParameter: item, parameterExpressionSelector: 'parseJson(string_value)["a"]["b"]'}}}
comp-member-branch-body:
  inputDefinitions: {parameters: {item: {parameterType: STRUCT}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: inner, outputParameterKey: Output}}}}
    tasks:
      inner:
        componentRef: {name: comp-branch}
        inputs: {parameters: {text: {componentInputParameter: item, parameterExpressionSelector: 'parseJson(string_value)["a"]["b"]'}}}
comp-condition-body:
  inputDefinitions: {parameters: {item: {parameterType: STRUCT}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: when, outputParameterKey: Output}}}}
    tasks:
      when:
        componentRef: {name: comp-branch}
        inputs: {parameters: {text: {componentInputParameter: item, parameterExpressionSelector: 'parseJson(string_value)["a"]["b"]'}}}
        triggerPolicy: {condition: "inputs.parameter_values['text'] == 'x'"}
comp-inner-loop:
  inputDefinitions: {parameters: {item: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: LIST}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: each, outputParameterKey: Output}}}}
    tasks:
      each:
        componentRef: {name: comp-body}
        inputs: {parameters: {list: {componentInputParameter: item}}}
        parameterIterator: {itemInput: item, items: {inputParameter: list}}
comp-twice:
  inputDefinitions: {parameters: {outer: {parameterType: STRING}, list: {parameterType: LIST}}}
  outputDefinitions: {parameters: {Output: {parameterType: LIST}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: each, outputParameterKey: Output}}}}
    tasks:
      each:
        componentRef: {name: comp-pair}
        inputs: {parameters: {outer: {componentInputParameter: outer}, list: {componentInputParameter: list}}}
        parameterIterator: {itemInput: inner, items: {inputParameter: list}}
comp-pair:
  inputDefinitions: {parameters: {outer: {parameterType: STRING}, inner: {parameterType: STRING}, list: {parameterType: LIST}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: say, outputParameterKey: Output}}}}
    tasks:
      say:
        componentRef: {name: comp-say}
        inputs:
          parameters:
            o: {componentInputParameter: outer}
            i: {componentInputParameter: inner}
            l: {componentInputParameter: list}
            text: {runtimeValue: {constant: "{{$.inputs.parameters['o']}}{{$.inputs.parameters['i']}}{{$.inputs.parameters['l']}}"}}
comp-lines:
  executorLabel: exec-lines
  outputDefinitions: {parameters: {Output: {parameterType: LIST}}}
comp-skips:
  inputDefinitions: {parameters: {item: {parameterType: NUMBER_INTEGER}}}
  outputDefinitions: {parameters: {Output: {parameterType: LIST}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: when, outputParameterKey: Output}}}}
    tasks:
      when:
        componentRef: {name: comp-branch}
        inputs: {parameters: {text: {componentInputParameter: item}, n: {componentInputParameter: item}}}
        triggerPolicy: {condition: "int(inputs.parameter_values['n']) > 1"}`;

/** Three structs with 20 kB of padding each: more than travels in a manifest. */
const executors = `
exec-lines:
  container:
    image: busybox
    command:
      - sh
      - -c
      - 'pad=$(printf "%020000d" 0); item() { printf "{\\"pad\\": \\"$pad\\", \\"a\\": {\\"b\\": $1}}"; }; { printf "["; item 1; printf ","; item 9007199254740993; printf ","; item "\\"x\\""; printf "]"; } > "$0"'
      - "{{$.outputs.parameters['Output'].output_file}}"`;

const collected = {
  root: 'outputDefinitions: {parameters: {Output: {parameterType: LIST}}}',
  outputs: 'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: each, outputParameterKey: Output}}}}',
};
const over = (component: string, list: string, more = ''): string => `
each:
  componentRef: {name: comp-${component}}
  inputs: {parameters: {list: ${list}}}
  parameterIterator: {itemInput: item, items: {inputParameter: list}}${more}`;
const constant = (component: string, list: string, more = ''): string => `
each:
  componentRef: {name: comp-${component}}
  parameterIterator: {itemInput: item, items: {raw: '${list}'}}${more}`;
const fromJson = '{taskOutputParameter: {producerTask: json, outputParameterKey: Output}}';
const lines = 'lines: {componentRef: {name: comp-lines}}';
const largeList = '{taskOutputParameter: {producerTask: lines, outputParameterKey: Output}}';
const small = (tasks: string): string => smallPipeline({ components, executors, tasks, ...collected });
const withList = (tasks: string): string =>
  smallPipeline({
    components,
    executors,
    tasks,
    ...collected,
    root: 'inputDefinitions: {parameters: {list: {parameterType: LIST}}}\noutputDefinitions: {parameters: {Output: {parameterType: LIST}}}',
  });

export const loopFeatures: readonly Feature[] = [
  {
    area: 'Loops',
    title: 'over a list in the file, a pipeline parameter, an output of a task',
    cases: [
      { title: 'in the file', ir: small(constant('body', '["a", 1, true]')), outputs: { Output: ['a', '1', 'true'] } },
      {
        title: 'a pipeline parameter',
        ir: withList(over('body', '{componentInputParameter: list}')),
        parameters: { list: ['{{x}}', '$(HOME)', ''] },
        outputs: { Output: ['{{x}}', '$(HOME)', ''] },
      },
      {
        title: 'an output',
        ir: small(constantTask('json', 'json', '["x", [1]]') + over('body', fromJson)),
        outputs: { Output: ['x', '[1]'] },
      },
      { title: 'an empty list (B7)', ir: small(constant('body', '[]')), outputs: { Output: [] } },
      {
        title: 'an empty list from a task',
        ir: small(constantTask('json', 'json', '[]') + over('body', fromJson)),
        outputs: { Output: [] },
      },
    ],
  },
  {
    area: 'Loops',
    title: 'members of struct items (`item.a`), also nested',
    cases: [
      {
        title: 'of a list in the file',
        ir: small(constant('member-body', '[{"a": {"b": "x"}}, {"a": {"b": 9007199254740993}}]')),
        outputs: { Output: ['x', '9007199254740993'] },
      },
    ],
  },
  {
    area: 'Loops',
    title: 'nested, over the same list twice (B8), over an item that is a list, with a limit on parallel iterations',
    cases: [
      {
        title: 'the list and both items are there',
        ir: withList(`
each:
  componentRef: {name: comp-twice}
  inputs: {parameters: {list: {componentInputParameter: list}}}
  iteratorPolicy: {parallelismLimit: 1}
  parameterIterator: {itemInput: outer, items: {inputParameter: list}}`),
        parameters: { list: ['a', 'b'] },
        outputs: {
          Output: [
            ['aa["a","b"]', 'ab["a","b"]'],
            ['ba["a","b"]', 'bb["a","b"]'],
          ],
        },
      },
      {
        title: 'an item that is a list',
        ir: small(constant('inner-loop', '[["a", "b"], [], ["c"]]')),
        outputs: { Output: [['a', 'b'], [], ['c']] },
      },
    ],
  },
  {
    area: 'Loops',
    title: 'integers beyond 2^53 in items',
    cases: [
      {
        title: 'of a pipeline parameter',
        ir: withList(over('body', '{componentInputParameter: list}')),
        parameters: { list: [9007199254740993n, { a: -9007199254740995n }] },
        outputs: { Output: ['9007199254740993', '{"a":-9007199254740995}'] },
      },
      {
        title: 'of an output, in a branch or nested pipeline',
        ir: small(constantTask('json', 'json', '[9007199254740993]') + over('branch-body', fromJson)),
        outputs: { Output: ['9007199254740993'] },
      },
    ],
  },
  {
    area: 'Loops',
    title: 'over lists that are too large for a manifest (they go through the store)',
    cases: [
      {
        title: 'members of items arrive',
        ir: small(lines + over('member-body', largeList)),
        outputs: { Output: ['1', '9007199254740993', 'x'] },
      },
      {
        title: 'a condition on a member says that it cannot look there',
        ir: small(lines + over('condition-body', largeList)),
        phase: 'Error',
        tasks: { 'each[0]/when': { phase: 'Error', message: '48 KiB' } },
      },
      {
        title: 'also in a branch',
        ir: small(lines + over('member-branch-body', largeList)),
        outputs: { Output: ['1', '9007199254740993', 'x'] },
      },
    ],
  },
  {
    area: 'Loops',
    title: '`Collected` of parameters: nested loops give lists of lists (B5), skipped iterations are left out (B6)',
    cases: [
      {
        title: 'nested loops',
        ir: small(constant('inner-loop', '[["a"], [], ["b", "c"]]')),
        outputs: { Output: [['a'], [], ['b', 'c']] },
      },
      {
        title: 'skipped iterations',
        ir: small(constant('skips', '[1, 2, 3]')),
        outputs: { Output: ['2', '3'] },
      },
    ],
  },
];
