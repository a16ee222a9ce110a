import type { JsonValue } from '@tiphys/diagnostics';
import type { Feature, HonouredCase } from '../feature.ts';
import { constantTask, smallPipeline } from '../small-pipeline.ts';

const branch = (name: string, output: string): string => `
comp-${name}:
  inputDefinitions: {parameters: {text: {parameterType: STRING, isOptional: true}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: say, outputParameterKey: Output}}}}
    tasks: {say: {componentRef: {name: comp-say}, inputs: {parameters: {text: {runtimeValue: {constant: ${output}}}}}}}`;

const file = (name: string): string => `
comp-${name}:
  inputDefinitions: {parameters: {x: {parameterType: STRING}}}
  outputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
  dag:
    outputs: {artifacts: {data: {artifactSelectors: [{producerSubtask: file, outputArtifactKey: data}]}}}
    tasks: {file: {componentRef: {name: comp-file}, inputs: {parameters: {text: {runtimeValue: {constant: ${name}}}}}}}`;

type Type = 'STRING' | 'NUMBER_INTEGER' | 'NUMBER_DOUBLE' | 'BOOLEAN' | 'LIST' | 'STRUCT';

/** Whether a condition on the pipeline's parameter `x` holds. */
function holds(type: Type, x: JsonValue, condition: string, expected: boolean): HonouredCase {
  const ir = smallPipeline({
    components: branch('then', 'done'),
    root: `inputDefinitions: {parameters: {x: {parameterType: ${type}}}}`,
    tasks: `then:
  componentRef: {name: comp-then}
  inputs: {parameters: {x: {componentInputParameter: x}}}
  triggerPolicy: {condition: ${JSON.stringify(condition)}}`,
  });
  return {
    title: `${condition} with ${JSON.stringify(x)}`,
    ir,
    parameters: { x },
    tasks: { then: { ...(!expected && { phase: 'Skipped' }) } },
  };
}

const x = "inputs.parameter_values['x']";

/** Two branches and the value of the one that ran; `condition` picks. */
const oneOf = (text: string): string =>
  smallPipeline({
    components: `${branch('first', 'one')}${branch('second', 'two')}
comp-branches:
  inputDefinitions: {parameters: {x: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromOneof: {parameterSelectors: [{producerSubtask: a, outputParameterKey: Output}, {producerSubtask: b, outputParameterKey: Output}]}}}}
    tasks:
      a: {componentRef: {name: comp-first}, inputs: {parameters: {x: {componentInputParameter: x}}}, triggerPolicy: {condition: "inputs.parameter_values['x'] == 'a'"}}
      b: {componentRef: {name: comp-second}, inputs: {parameters: {x: {componentInputParameter: x}}}, triggerPolicy: {condition: "!(inputs.parameter_values['x'] == 'a')"}}`,
    root: 'outputDefinitions: {parameters: {Output: {parameterType: STRING}}}',
    outputs:
      'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: use, outputParameterKey: Output}}}}',
    tasks: `${constantTask('first', 'say', text)}
both: {componentRef: {name: comp-branches}, inputs: {parameters: {x: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}}}}
use: {componentRef: {name: comp-say}, inputs: {parameters: {text: {taskOutputParameter: {producerTask: both, outputParameterKey: Output}}}}}`,
  });

const oneOfFiles = smallPipeline({
  components: `${file('left')}${file('right')}
comp-branches:
  inputDefinitions: {parameters: {x: {parameterType: STRING}}}
  outputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
  dag:
    outputs: {artifacts: {data: {artifactSelectors: [{producerSubtask: a, outputArtifactKey: data}, {producerSubtask: b, outputArtifactKey: data}]}}}
    tasks:
      a: {componentRef: {name: comp-left}, inputs: {parameters: {x: {componentInputParameter: x}}}, triggerPolicy: {condition: "inputs.parameter_values['x'] == 'a'"}}
      b: {componentRef: {name: comp-right}, inputs: {parameters: {x: {componentInputParameter: x}}}, triggerPolicy: {condition: "!(inputs.parameter_values['x'] == 'a')"}}`,
  root: 'outputDefinitions: {parameters: {Output: {parameterType: STRING}}}',
  outputs: 'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: read, outputParameterKey: Output}}}}',
  tasks: `both: {componentRef: {name: comp-branches}, inputs: {parameters: {x: {runtimeValue: {constant: b}}}}}
read: {componentRef: {name: comp-read}, inputs: {artifacts: {data: {taskOutputArtifact: {producerTask: both, outputArtifactKey: data}}}}}`,
});

const inLoop = smallPipeline({
  components: `${branch('then', 'done')}
comp-body:
  inputDefinitions: {parameters: {item: {parameterType: STRUCT}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: then, outputParameterKey: Output}}}}
    tasks:
      then:
        componentRef: {name: comp-then}
        inputs: {parameters: {x: {componentInputParameter: item, parameterExpressionSelector: 'parseJson(string_value)["n"]'}}}
        triggerPolicy: {condition: "int(inputs.parameter_values['x']) >= 2 && int(inputs.parameter_values['x']) != 3"}`,
  root: 'outputDefinitions: {parameters: {Output: {parameterType: LIST}}}',
  outputs: 'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: each, outputParameterKey: Output}}}}',
  tasks: `each: {componentRef: {name: comp-body}, parameterIterator: {itemInput: item, items: {raw: '[{"n": 1}, {"n": 2}, {"n": 3}, {"n": 4}]'}}}`,
});

/** A key that has another name on the wire, in an output of a task. */
const reservedKey = smallPipeline({
  components: branch('then', 'done'),
  tasks: `${constantTask('json', 'json', '{"tiphys:a": 1}')}
then:
  componentRef: {name: comp-then}
  inputs: {parameters: {x: {taskOutputParameter: {producerTask: json, outputParameterKey: struct}}}}
  triggerPolicy: {condition: "inputs.parameter_values['x']['tiphys:a'] == 1"}`,
});

/** Conditions, branches and what comes of them. */
export const conditions: readonly Feature[] = [
  {
    area: 'Conditions',
    title: 'on texts (quotes, backslashes, braces), integers, doubles, booleans; `and`, `or`, `not`, any depth',
    cases: [
      holds('STRING', 'it\'s "{{x}}" \\ $(A)', `${x} == 'it\\'s "{{x}}" \\\\ $(A)'`, true),
      holds('STRING', 'b', `${x} == 'a' || (${x} >= 'b' && !(${x} == 'c'))`, true),
      holds('STRING', '5', `${x} == '5'`, true),
      holds('STRING', '12', `int(${x}) > 5`, true),
      holds('NUMBER_INTEGER', 3, `int(${x}) > 3`, false),
      holds('NUMBER_INTEGER', -3, `-int(${x}) == 3`, true),
      holds('NUMBER_INTEGER', 7, `int(${x}) / 2 == 3 && int(${x}) % 2 == 1`, true),
      holds('NUMBER_INTEGER', 2, `double(int(${x})) < 2.5`, true),
      holds('NUMBER_DOUBLE', 0.1, `${x} >= 0.1 && ${x} <= 1e-1`, true),
      holds('NUMBER_DOUBLE', 2, `${x} == 2`, true),
      holds('BOOLEAN', false, `${x} == false`, true),
      holds('BOOLEAN', true, `!(${x} == true)`, false),
    ],
  },
  {
    area: 'Conditions',
    title: '`in`, `size`, members of lists and structs, `parseJson`, text functions',
    cases: [
      holds('STRING', 'b', `${x} in ['a', 'b']`, true),
      holds('NUMBER_INTEGER', 4, `int(${x}) in [1, 2]`, false),
      holds('LIST', ['a', 'b'], `'b' in ${x} && size(${x}) == 2 && ${x}[0] == 'a'`, true),
      holds('STRUCT', { a: { b: [1, { c: 'd' }] } }, `${x}['a']['b'][1].c == 'd'`, true),
      holds('STRUCT', { a: 1 }, `'a' in ${x}`, true),
      holds('STRING', '{"a": {"b": "c"}}', `parseJson(${x})['a']['b'] == 'c'`, true),
      holds('STRING', '{"a": "{\\"b\\": 5}"}', `parseJson(parseJson(${x})['a'])['b'] == 5.0`, true),
      holds('STRING', 'abc', `${x}.startsWith('a') && ${x}.endsWith('c') && ${x}.contains('b')`, true),
      holds('STRUCT', { 'tiphys:a': 1 }, `${x}['tiphys:a'] == 1`, true),
      { title: 'a key that Tiphys itself uses, in an output', ir: reservedKey, tasks: { then: {} } },
    ],
  },
  {
    area: 'Conditions',
    title: 'in loops, on members of items, with `Collected` of what ran',
    cases: [{ title: 'two of four', ir: inLoop, outputs: { Output: ['done', 'done'] } }],
  },
  {
    area: 'Conditions',
    title: '`OneOf` of parameters and of artifacts (B13)',
    cases: [
      { title: 'the first', ir: oneOf('a'), outputs: { Output: 'one' } },
      { title: 'the second', ir: oneOf('z'), outputs: { Output: 'two' } },
      { title: 'artifacts', ir: oneOfFiles, outputs: { Output: 'right' } },
    ],
  },
];
