import { formatDiagnostic } from '@tiphys/diagnostics';
import { loadPipeline } from '../load-pipeline.ts';

/** A sound pipeline: `make` gives a text, `use` takes it. */
export const basePipeline = `pipelineInfo:
  name: demo
schemaVersion: 2.1.0
components:
  comp-make:
    executorLabel: exec-make
    outputDefinitions:
      parameters:
        Output:
          parameterType: STRING
      artifacts:
        model:
          artifactType: {schemaTitle: system.Model}
  comp-use:
    executorLabel: exec-use
    inputDefinitions:
      parameters:
        text:
          parameterType: STRING
deploymentSpec:
  executors:
    exec-make:
      container: {image: alpine}
    exec-use:
      container: {image: alpine}
root:
  dag:
    tasks:
      make:
        componentRef: {name: comp-make}
      use:
        componentRef: {name: comp-use}
        inputs:
          parameters:
            text: {taskOutputParameter: {producerTask: make, outputParameterKey: Output}}
`;

/** The base pipeline with texts replaced; the last occurrence of each. Throws if one is not there. */
export function edit(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    const at = text.lastIndexOf(from);
    if (at === -1) {
      throw new Error(`nothing to replace: ${from}`);
    }
    return text.slice(0, at) + to + text.slice(at + from.length);
  }, basePipeline);
}

/** The diagnostics of a file named `p.yaml` as they are printed, without code frame. */
export function diagnose(text: string | Uint8Array): string[] {
  return loadPipeline(text, { file: 'p.yaml' }).diagnostics.map((diagnostic) => formatDiagnostic(diagnostic));
}

/** Lines of one printed diagnostic. */
export function lines(...parts: readonly string[]): string {
  return parts.join('\n');
}
