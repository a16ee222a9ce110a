import type { Feature } from '../feature.ts';
import { smallPipeline } from '../small-pipeline.ts';

const artifact = 'artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}';
const list = `{${artifact}, isArtifactList: true}`;
const components = `
comp-describe:
  executorLabel: exec-describe
  inputDefinitions: {artifacts: {data: {${artifact}, isOptional: true}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
comp-inner:
  inputDefinitions: {artifacts: {data: {${artifact}, isOptional: true}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: use, outputParameterKey: Output}}}}
    tasks: {use: {componentRef: {name: comp-describe}, inputs: {artifacts: {data: {componentInputArtifact: data}}}}}
comp-status:
  executorLabel: exec-status
  inputDefinitions: {parameters: {status: {parameterType: TASK_FINAL_STATUS, isOptional: true}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}`;
const executors = `
exec-describe:
  container:
    image: busybox
    command:
      - sh
      - -c
      - 'printf "%s" "$1" > "$0"'
      - "{{$.outputs.parameters['Output'].output_file}}"
      - '{"IfPresent": {"InputName": "data", "Then": {"Concat": ["{{$.inputs.artifacts[''data''].uri}}", " ", "{{$.inputs.artifacts[''data''].metadata[''rows'']}}"]}, "Else": "none"}}'
exec-status:
  container:
    image: busybox
    command: [sh, -c, 'printf "%s" "$1" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", "{{$.inputs.parameters['status']}}"]`;

const output = 'outputDefinitions: {parameters: {Output: {parameterType: STRING}}}';
const outputs =
  'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: use, outputParameterKey: Output}}}}';
const withArtifact = (component: string): string =>
  smallPipeline({
    components,
    executors,
    root: `inputDefinitions: {artifacts: {data: {${artifact}, isOptional: true}}}\n${output}`,
    outputs,
    tasks: `use: {componentRef: {name: comp-${component}}, inputs: {artifacts: {data: {componentInputArtifact: data}}}}`,
  });
const withList = smallPipeline({
  components: `
comp-each:
  inputDefinitions: {artifacts: {item: {${artifact}}, files: ${list}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}
  dag:
    outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: use, outputParameterKey: Output}}}}
    tasks: {use: {componentRef: {name: comp-describe}, inputs: {artifacts: {data: {componentInputArtifact: item}}}}}${components}`,
  executors,
  root: `inputDefinitions: {artifacts: {files: ${list}}}\noutputDefinitions: {parameters: {Output: {parameterType: LIST}}}`,
  outputs: 'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: each, outputParameterKey: Output}}}}',
  tasks: `each:
  componentRef: {name: comp-each}
  inputs: {artifacts: {files: {componentInputArtifact: files}}}
  artifactIterator: {itemInput: item, items: {inputArtifact: files}}`,
});
const status = smallPipeline({
  components,
  executors,
  root: `inputDefinitions: {parameters: {status: {parameterType: TASK_FINAL_STATUS, isOptional: true}}}\n${output}`,
  outputs,
  tasks: 'use: {componentRef: {name: comp-status}, inputs: {parameters: {status: {componentInputParameter: status}}}}',
});

/** What a run can give to a pipeline. */
export const rootInputs: readonly Feature[] = [
  {
    area: 'Pipeline inputs',
    title: 'artifacts (B12): a URI, an object with `uri` and `metadata`, or a list of them',
    cases: [
      {
        title: 'a URI',
        ir: withArtifact('describe'),
        parameters: { data: 'https://example.org/{{x}}' },
        outputs: { Output: 'https://example.org/{{x}} ' },
      },
      {
        title: 'an object, handed on to a nested pipeline',
        ir: withArtifact('inner'),
        parameters: { data: { uri: 'https://example.org/a', metadata: { rows: 3 } } },
        outputs: { Output: 'https://example.org/a 3' },
      },
      { title: 'an optional one that is absent', ir: withArtifact('inner'), outputs: { Output: 'none' } },
      {
        title: 'a list, in a loop',
        ir: withList,
        parameters: { files: ['https://a', { uri: 'https://b', metadata: { rows: 9007199254740993n } }] },
        outputs: { Output: ['https://a ', 'https://b 9007199254740993'] },
      },
    ],
  },
  {
    area: 'Pipeline inputs',
    title: 'the status of a task (`PipelineTaskFinalStatus`), as JSON',
    cases: [
      {
        title: 'given',
        ir: status,
        parameters: { status: { state: 'FAILED', pipelineTaskName: 't', pipelineJobResourceName: 'other' } },
        outputs: {
          Output: '{"error":{},"pipelineJobResourceName":"other","pipelineTaskName":"t","state":"FAILED"}',
        },
      },
      { title: 'absent', ir: status, outputs: { Output: '' } },
    ],
  },
];
