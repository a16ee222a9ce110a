import type { ComponentSpec, InputArtifactSpec, InputParameterSpec, ParameterTypeName } from '@tiphys/ir';
import { unusableComponent } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { Artifact, artifactType } from '../types/artifact-type.ts';
import type { AnyParameterType } from '../types/parameter-type.ts';
import { boolean, double, finalStatus, integer, list, string, struct, taskConfig } from '../types/parameter-type.ts';
import type { Presence } from '../types/presence.ts';
import type { AnyType, Types } from '../types/type.ts';

const parameterTypes: Readonly<Partial<Record<ParameterTypeName, AnyParameterType>>> = {
  STRING: string,
  NUMBER_INTEGER: integer,
  NUMBER_DOUBLE: double,
  BOOLEAN: boolean,
  LIST: list,
  STRUCT: struct,
  TASK_FINAL_STATUS: finalStatus,
  TASK_CONFIG: taskConfig,
};

/** The inputs of a component, parameters first. */
export function inputTypes({ inputDefinitions }: ComponentSpec, file: string): Types {
  return typesOf(inputDefinitions, file);
}

/** The outputs of a component, parameters first. */
export function outputTypes({ outputDefinitions }: ComponentSpec, file: string): Types {
  return typesOf(outputDefinitions, file);
}

interface Definitions {
  readonly parameters: Readonly<Record<string, InputParameterSpec>>;
  readonly artifacts: Readonly<Record<string, InputArtifactSpec>>;
}

function typesOf({ parameters, artifacts }: Definitions, file: string): Types {
  return Object.fromEntries([
    ...Object.entries(parameters).map(([name, spec]) => [name, parameterOf(name, spec, file)] as const),
    ...Object.entries(artifacts).map(([name, spec]) => [name, artifactOf(spec)] as const),
  ]);
}

function parameterOf(name: string, spec: InputParameterSpec, file: string): AnyParameterType {
  const { parameterType, isOptional = false, defaultValue, description, literals } = spec;
  const type = parameterTypes[parameterType];
  if (type === undefined) {
    return fail(unusableComponent({ file, problem: `${name} is a ${parameterType}, which tasks cannot be given` }));
  }
  const presence: Presence = defaultValue !== undefined ? 'default' : isOptional ? 'optional' : type.presence;
  return {
    ...type,
    presence,
    ...(defaultValue !== undefined && { defaultValue }),
    ...(description !== undefined && { description }),
    ...(literals !== undefined && { literals }),
  };
}

function artifactOf({ artifactType: schema, isArtifactList, isOptional, description }: InputArtifactSpec): AnyType {
  const { schemaTitle, schemaVersion } = schema;
  const one = schemaTitle === undefined ? Artifact : artifactType(schemaTitle, schemaVersion);
  const type: AnyType = isArtifactList === true ? one.list() : one;
  const given: AnyType = isOptional === true ? type.optional() : type;
  return description === undefined ? given : given.describe(description);
}
