import type { Feature } from '../feature.ts';
import { smallPipeline } from '../small-pipeline.ts';

const artifact = '{artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}';
const list = '{artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}, isArtifactList: true}';

/** `make` gives a list of artifacts, one for each of its texts; `each` is a loop over such a list. */
const components = `
comp-make-one:
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {artifacts: {data: ${list}}}
  dag:
    outputs: {artifacts: {data: {artifactSelectors: [{producerSubtask: file, outputArtifactKey: data}]}}}
    tasks: {file: {componentRef: {name: comp-file}, inputs: {parameters: {text: {componentInputParameter: text}}}}}
comp-make:
  inputDefinitions: {parameters: {texts: {parameterType: LIST}}}
  outputDefinitions: {artifacts: {all: ${list}}}
  dag:
    outputs: {artifacts: {all: {artifactSelectors: [{producerSubtask: loop, outputArtifactKey: data}]}}}
    tasks:
      loop:
        componentRef: {name: comp-make-one}
        inputs: {parameters: {texts: {componentInputParameter: texts}}}
        parameterIterator: {itemInput: text, items: {inputParameter: texts}}
comp-each:
  inputDefinitions: {artifacts: {item: ${artifact}, files: ${list}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: read, outputParameterKey: Output}}}}
    tasks: {read: {componentRef: {name: comp-read}, inputs: {artifacts: {data: {componentInputArtifact: item}}}}}
comp-each-list:
  inputDefinitions: {artifacts: {files: ${list}}}
  outputDefinitions: {parameters: {Output: {parameterType: LIST}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: loop, outputParameterKey: Output}}}}
    tasks:
      loop:
        componentRef: {name: comp-each}
        inputs: {artifacts: {files: {componentInputArtifact: files}}}
        artifactIterator: {itemInput: item, items: {inputArtifact: files}}
comp-again:
  inputDefinitions: {parameters: {n: {parameterType: STRING}}}
  outputDefinitions: {artifacts: {all: ${list}}}
  dag:
    outputs: {artifacts: {all: {artifactSelectors: [{producerSubtask: make, outputArtifactKey: all}]}}}
    tasks: {make: {componentRef: {name: comp-make}, inputs: {parameters: {texts: {runtimeValue: {constant: [x, y]}}}}}}`;

const make = (texts: string): string =>
  `make: {componentRef: {name: comp-make}, inputs: {parameters: {texts: {runtimeValue: {constant: ${texts}}}}}}`;
const loop = `
each:
  componentRef: {name: comp-each}
  inputs: {artifacts: {files: {taskOutputArtifact: {producerTask: make, outputArtifactKey: all}}}}
  iteratorPolicy: {parallelismLimit: 1}
  artifactIterator: {itemInput: item, items: {inputArtifact: files}}`;
const collected = {
  root: 'outputDefinitions: {parameters: {Output: {parameterType: LIST}}}',
  outputs: 'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: each, outputParameterKey: Output}}}}',
};

export const artifactLists: readonly Feature[] = [
  {
    area: 'Loops',
    title: 'over a list of artifacts (`ParallelFor` over `Collected` or a component’s list; B14)',
    cases: [
      {
        title: 'each iteration has its own artifact, in order',
        ir: smallPipeline({ components, tasks: make('[a, "{{b}}", c]') + loop, ...collected }),
        outputs: { Output: ['a', '{{b}}', 'c'] },
      },
      {
        title: 'an empty list runs nothing',
        ir: smallPipeline({ components, tasks: make('[]') + loop, ...collected }),
        outputs: { Output: [] },
      },
    ],
  },
  {
    area: 'Artifacts',
    title: 'lists handed through nested pipelines, one artifact as two inputs, `Collected` in nested loops (B11)',
    cases: [
      {
        title: 'a nested pipeline sees every element',
        ir: smallPipeline({
          components,
          ...collected,
          tasks: `${make('[a, b]')}
each: {componentRef: {name: comp-each-list}, inputs: {artifacts: {files: {taskOutputArtifact: {producerTask: make, outputArtifactKey: all}}}}}`,
        }),
        outputs: { Output: ['a', 'b'] },
      },
      {
        title: 'one artifact as two inputs of a nested pipeline',
        ir: smallPipeline({
          components: `
comp-two:
  inputDefinitions: {artifacts: {one: ${artifact}, other: ${artifact}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: both, outputParameterKey: Output}}}}
    tasks:
      first: {componentRef: {name: comp-read}, inputs: {artifacts: {data: {componentInputArtifact: one}}}}
      second: {componentRef: {name: comp-read}, inputs: {artifacts: {data: {componentInputArtifact: other}}}}
      both:
        componentRef: {name: comp-say}
        inputs:
          parameters:
            a: {taskOutputParameter: {producerTask: first, outputParameterKey: Output}}
            b: {taskOutputParameter: {producerTask: second, outputParameterKey: Output}}
            text: {runtimeValue: {constant: "{{$.inputs.parameters['a']}}, {{$.inputs.parameters['b']}}"}}`,
          tasks: `
file: {componentRef: {name: comp-file}, inputs: {parameters: {text: {runtimeValue: {constant: same}}}}}
each:
  componentRef: {name: comp-two}
  inputs:
    artifacts:
      one: {taskOutputArtifact: {producerTask: file, outputArtifactKey: data}}
      other: {taskOutputArtifact: {producerTask: file, outputArtifactKey: data}}`,
          root: 'outputDefinitions: {parameters: {Output: {parameterType: STRING}}}',
          outputs: collected.outputs,
        }),
        outputs: { Output: 'same, same' },
      },
      {
        title: 'artifacts of nested loops are one flat list',
        ir: smallPipeline({
          components,
          ...collected,
          tasks: `make: {componentRef: {name: comp-again}, parameterIterator: {itemInput: n, items: {raw: '["1", "2"]'}}}${loop}`,
        }),
        outputs: { Output: ['x', 'y', 'x', 'y'] },
      },
    ],
  },
];
