import type { AnyValue } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import type { ParameterKind } from './parameter-type.ts';
import type { AnyType } from './type.ts';
import { isArtifactType } from './type.ts';
import { describeType } from './type-words.ts';

/** What is given in words, if it does not fit an input; else undefined. Constants are looked at as a run would. */
export function fitFault(given: unknown, type: AnyType): string | undefined {
  if (isValue(given)) return valueFault(given, type);
  if (isArtifactType(type)) return words(given);
  if (type.literals !== undefined && !type.literals.some((literal) => literal === given)) return words(given);
  return isOfKind[type.kind](given) ? undefined : words(given);
}

const isOfKind: Readonly<Record<ParameterKind, (given: unknown) => boolean>> = {
  string: (given) => typeof given === 'string',
  integer: (given) => Number.isInteger(given),
  double: (given) => typeof given === 'number',
  boolean: (given) => typeof given === 'boolean',
  list: (given) => Array.isArray(given),
  struct: (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
  // The system gives them.
  finalStatus: () => false,
  taskConfig: () => false,
};

function valueFault(value: AnyValue, wanted: AnyType): string | undefined {
  const { type } = dataOf(value);
  // Nobody said what it is: the run will see.
  if (type === undefined) return isArtifactType(wanted) ? 'a parameter' : undefined;
  if (isArtifactType(type) && isArtifactType(wanted)) {
    const isAny = type.title === 'system.Artifact' || wanted.title === 'system.Artifact';
    return type.isList === wanted.isList && (isAny || type.title === wanted.title) ? undefined : describeType(type);
  }
  if (isArtifactType(type) || isArtifactType(wanted)) return describeType(type);
  return type.kind === wanted.kind || (type.kind === 'integer' && wanted.kind === 'double')
    ? undefined
    : describeType(type);
}

function words(given: unknown): string {
  if (given === null) return 'null';
  if (Array.isArray(given)) return 'a list';
  const text = typeof given === 'object' ? undefined : JSON.stringify(given);
  return text === undefined || text.length > 60 ? `a value of type ${typeof given}` : text;
}
