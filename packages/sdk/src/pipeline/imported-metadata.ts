import type { AnyValue } from '../model.ts';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { constantJson } from '../ir/constant-json.ts';

/** Metadata for the IR, and the inputs that its placeholders refer to. */
export interface ImportedMetadata {
  readonly metadata?: JsonObject;
  readonly inputs: Readonly<Record<string, AnyValue>>;
}

/** Gives each value in the metadata of an importer an input: `metadata`, `metadata-2` and so on, as the Python SDK does. */
export function importedMetadata(given: Readonly<Record<string, unknown>> | undefined): ImportedMetadata {
  if (given === undefined) return { inputs: {} };
  const { json, values } = constantJson(given, 'the metadata of an importer');
  const names = new Map(
    [...values.keys()].map((name, index) => [name, index === 0 ? 'metadata' : `metadata-${index + 1}`]),
  );
  const inputs = [...values].map(([name, value]) => [names.get(name) ?? name, value] as const);
  return { metadata: renamed(json, names) as JsonObject, inputs: Object.fromEntries(inputs) };
}

function renamed(json: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  const inText = (text: string): string =>
    [...names].reduce((result, [from, to]) => result.replaceAll(`parameters['${from}']`, `parameters['${to}']`), text);
  if (typeof json === 'string') return inText(json);
  if (typeof json !== 'object' || json === null) return json;
  if (isList(json)) return json.map((item) => renamed(item, names));
  const members = Object.entries(json).map(([key, value]) => [inText(key), renamed(value, names)] as const);
  return Object.fromEntries(members);
}

function isList(json: JsonValue): json is readonly JsonValue[] {
  return Array.isArray(json);
}
