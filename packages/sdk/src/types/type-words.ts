import type { AnyType } from './type.ts';
import { isArtifactType } from './type.ts';

/** A type in the words of messages: `integer`, `list of Model`. */
export function describeType(type: AnyType | undefined): string {
  if (type === undefined) return 'unknown';
  if (!isArtifactType(type)) return type.kind;
  const name = type.title.replace(/^system[.]/, '');
  return type.isList ? `list of ${name}` : name;
}
