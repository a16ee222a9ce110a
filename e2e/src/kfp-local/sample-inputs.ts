import type { JsonValue } from '@tiphys/diagnostics';
import { loadPipeline, type ParameterTypeName } from '@tiphys/ir';
import type { Job } from './job.ts';

/** A value of each type, for pipelines that want arguments of which nobody knows more. */
const SAMPLES: Readonly<Partial<Record<ParameterTypeName, JsonValue>>> = {
  STRING: 'some text',
  NUMBER_INTEGER: 7,
  NUMBER_DOUBLE: 0.5,
  BOOLEAN: true,
  LIST: ['one', 'two'],
  STRUCT: { key: 'value' },
};

/** Values for the inputs of a pipeline that have no default. */
export function sampleInputs(ir: string): {
  readonly parameters: Job['arguments'];
  readonly artifacts: Job['artifacts'];
} {
  const { parameters = {}, artifacts = {} } =
    loadPipeline(ir, { file: 'pipeline.yaml' }).pipeline?.spec.root.inputDefinitions ?? {};
  const values = Object.entries(parameters).flatMap(([name, { parameterType, defaultValue }]) => {
    const sample = SAMPLES[parameterType];
    return defaultValue !== undefined || sample === undefined ? [] : [[name, sample] as const];
  });
  const types = Object.entries(artifacts).map(
    ([name, { artifactType }]) => [name, artifactType.schemaTitle ?? 'system.Artifact'] as const,
  );
  return { parameters: Object.fromEntries(values), artifacts: Object.fromEntries(types) };
}
