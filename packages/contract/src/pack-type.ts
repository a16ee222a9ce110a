import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { ArtifactType } from './parameter-type.ts';

/** The short form of an artifact's type, `system.Model@0.0.1`; a type of any other form stays an object. */
export function packType(type: ArtifactType): JsonValue {
  const { schemaTitle, schemaVersion, ...more } = type;
  const isPlain = schemaTitle !== undefined && !schemaTitle.includes('@') && Object.keys(more).length === 0;
  if (!isPlain) return { ...type };
  return schemaVersion === undefined ? schemaTitle : `${schemaTitle}@${schemaVersion}`;
}

/** The type that a text of `packType` stands for. */
export function unpackType(text: string): JsonObject {
  const at = text.indexOf('@');
  return at < 0 ? { schemaTitle: text } : { schemaTitle: text.slice(0, at), schemaVersion: text.slice(at + 1) };
}
