import type { ArtifactType } from './artifact-type.ts';
import type { AnyParameterType } from './parameter-type.ts';
import { identifier } from './presence.ts';

/** The type of an input or an output. */
export type AnyType = AnyParameterType | ArtifactType;

/** Inputs or outputs by name. */
export type Types = Readonly<Record<string, AnyType>>;

/** No inputs, or no outputs. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export type NoTypes = {};

/** Tells the two sorts of types apart. */
export function isArtifactType(type: AnyType): type is ArtifactType {
  return type[identifier] === 'artifact';
}
