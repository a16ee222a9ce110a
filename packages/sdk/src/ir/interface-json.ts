import type { JsonObject } from '@tiphys/diagnostics';
import type { AnyParameterType } from '../types/parameter-type.ts';
import type { ArtifactType } from '../types/artifact-type.ts';
import type { AnyType, Types } from '../types/type.ts';
import { isArtifactType } from '../types/type.ts';
import { withoutEmpty } from './without-empty.ts';

/** The IR's names of the kinds of parameters. */
const irTypes = {
  string: 'STRING',
  integer: 'NUMBER_INTEGER',
  double: 'NUMBER_DOUBLE',
  boolean: 'BOOLEAN',
  list: 'LIST',
  struct: 'STRUCT',
  finalStatus: 'TASK_FINAL_STATUS',
  taskConfig: 'TASK_CONFIG',
} as const satisfies Readonly<Record<AnyParameterType['kind'], string>>;

/** `inputDefinitions` or `outputDefinitions`, or undefined where there are none. */
export function definitions(types: Types, direction: 'input' | 'output'): JsonObject | undefined {
  const entries = Object.entries(types);
  const parameters = entries.filter(([, type]) => !isArtifactType(type));
  const artifacts = entries.filter(([, type]) => isArtifactType(type));
  return withoutEmpty({
    parameters: Object.fromEntries(parameters.map(([name, type]) => [name, definition(type, direction)])),
    artifacts: Object.fromEntries(artifacts.map(([name, type]) => [name, definition(type, direction)])),
  });
}

/** What the IR says of one input or output. */
function definition(type: AnyType, direction: 'input' | 'output'): JsonObject {
  const isOptional = direction === 'input' && type.presence !== 'required';
  return {
    ...(isArtifactType(type) ? artifactDefinition(type) : parameterDefinition(type, direction)),
    ...(isOptional && { isOptional: true }),
    ...(type.description !== undefined && { description: type.description }),
  };
}

function artifactDefinition(type: ArtifactType): JsonObject {
  return { artifactType: artifactSchema(type), ...(type.isList && { isArtifactList: true }) };
}

/** `artifactType` and `typeSchema` of the IR. */
export function artifactSchema({ title, version }: ArtifactType): JsonObject {
  return { schemaTitle: title, schemaVersion: version };
}

function parameterDefinition(type: AnyParameterType, direction: 'input' | 'output'): JsonObject {
  return {
    parameterType: irTypes[type.kind],
    ...(direction === 'input' && type.defaultValue !== undefined && { defaultValue: type.defaultValue }),
    ...(direction === 'input' && type.literals !== undefined && { literals: type.literals }),
  };
}
