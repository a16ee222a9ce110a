import type { ArtifactType, ArtifactValue, ComponentSpec } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import { join } from 'node:path';
import type { LocalPaths } from './local-paths.ts';

/**
 * Builds the executor input (kfp-semantics 3.1), with proto-JSON's rule that empty maps and texts are left out. Unlike KFP's,
 * it keeps integers beyond 2^53, metadata as it was stored and the type of input artifacts (B17). Defaults of optional inputs
 * are in it.
 */
export function executorInput(spec: ComponentSpec, inputs: Values, paths: LocalPaths): JsonObject {
  const inputArtifacts = mapValues(inputs.artifacts, (list, name) => ({
    artifacts: list.map((artifact, index) =>
      runtimeArtifact(artifact, paths.input(name, index, artifact.uri).uri, artifact.type),
    ),
  }));
  const outputParameters = mapValues(spec.outputs.parameters ?? {}, (_, name) => ({
    outputFile: join(paths.parameterDirectory, name),
  }));
  const outputArtifacts = mapValues(spec.outputs.artifacts ?? {}, (output, name) => ({
    artifacts: [
      runtimeArtifact(
        { name, ...(output.metadata && { metadata: output.metadata }) },
        paths.output(name).uri,
        output.type,
      ),
    ],
  }));
  return {
    inputs: withoutEmpty({ parameterValues: inputs.parameters, artifacts: inputArtifacts }),
    outputs: {
      ...withoutEmpty({ parameters: outputParameters, artifacts: outputArtifacts }),
      outputFile: paths.outputMetadataFile,
    },
  };
}

function runtimeArtifact(
  artifact: Pick<ArtifactValue, 'name' | 'metadata'>,
  uri: string,
  type: ArtifactType | undefined,
): JsonObject {
  return {
    ...withoutEmpty({ name: artifact.name, type: withoutEmpty({ ...type }), uri }),
    ...withoutEmpty({ metadata: artifact.metadata ?? {} }),
  };
}

function mapValues<T>(
  map: Readonly<Record<string, T>>,
  change: (value: T, name: string) => JsonValue,
): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, name)]));
}

/** Leaves out members that are empty texts or empty objects. */
function withoutEmpty(members: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) => value !== '' && (typeof value !== 'object' || value === null || Object.keys(value).length > 0),
    ),
  );
}
