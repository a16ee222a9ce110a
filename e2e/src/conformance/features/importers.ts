import type { Feature } from '../feature.ts';
import { constantTask, smallPipeline } from '../small-pipeline.ts';

const components = `
comp-import:
  executorLabel: exec-import
  inputDefinitions: {parameters: {uri: {parameterType: STRING}, rows: {parameterType: STRING, isOptional: true}}}
  outputDefinitions: {artifacts: {artifact: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
comp-describe:
  executorLabel: exec-describe
  inputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}`;
const executors = `
exec-import:
  importer:
    artifactUri: {runtimeParameter: uri}
    typeSchema: {schemaTitle: system.Dataset}
    metadata: {rows: "{{$.inputs.parameters['rows']}}", "k-{{$.inputs.parameters['rows']}}": ["{{$.inputs.parameters['uri']}}"]}
exec-describe:
  container:
    image: busybox
    command: [sh, -c, 'printf "%s" "$1 $2" > "$0"', "{{$.outputs.parameters['Output'].output_file}}", "{{$.inputs.artifacts['data'].uri}}", "{{$.inputs.artifacts['data'].metadata}}"]`;

/** Artifacts that are somewhere already. */
export const importers: readonly Feature[] = [
  {
    area: 'Importers',
    title: 'a URI and metadata from outputs of tasks; they wait for what they depend on (B9, B10)',
    cases: [
      {
        title: 'a URI that a task gives',
        ir: smallPipeline({
          components,
          executors,
          root: 'outputDefinitions: {parameters: {Output: {parameterType: STRING}}}',
          outputs:
            'outputs: {parameters: {Output: {valueFromParameter: {producerSubtask: use, outputParameterKey: Output}}}}',
          tasks: `${constantTask('where', 'say', 'https://example.org/{{x}}')}
import:
  componentRef: {name: comp-import}
  inputs:
    parameters:
      uri: {taskOutputParameter: {producerTask: where, outputParameterKey: Output}}
      rows: {runtimeValue: {constant: '3'}}
use: {componentRef: {name: comp-describe}, inputs: {artifacts: {data: {taskOutputArtifact: {producerTask: import, outputArtifactKey: artifact}}}}}`,
        }),
        outputs: { Output: 'https://example.org/{{x}} {"k-3":["https://example.org/{{x}}"],"rows":"3"}' },
      },
      {
        title: 'skipped with what it depends on',
        ir: smallPipeline({
          components,
          executors,
          tasks: `${constantTask('idle', 'say', 'x').replace('inputs:', 'triggerPolicy: {condition: "1 == 2"}, inputs:')}
import: {componentRef: {name: comp-import}, dependentTasks: [idle], inputs: {parameters: {uri: {runtimeValue: {constant: 'https://example.org/a'}}}}}`,
        }),
        tasks: { idle: { phase: 'Skipped' }, import: { phase: 'Omitted' } },
      },
    ],
  },
];
