import type { JsonObject, JsonValue } from '@tiphys/diagnostics';

/** Documents without what two SDKs may write differently: their names, descriptions, and the spaces of JSON in texts. */
export function normalised(documents: readonly JsonObject[] = []): unknown {
  return documents
    .filter((document) => Object.keys(document).length > 0)
    .map(({ sdkVersion: _version, ...document }) => plain(document));
}

function plain(value: JsonValue): JsonValue {
  // A word of a command line that is put together in a run.
  if (typeof value === 'string' && /^\{"(Concat|IfPresent)"/.test(value)) return JSON.parse(value) as JsonValue;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as JsonObject)
    // A description is a text; an input of that name is an object.
    .filter(([key, member]) => key !== 'description' || typeof member !== 'string')
    .map(([key, member]): [string, JsonValue] => [
      key,
      key === 'raw' && typeof member === 'string' ? (JSON.parse(member) as JsonValue) : plain(member),
    ]);
  return Object.fromEntries(members);
}
