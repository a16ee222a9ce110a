import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { PipelineSpec, PlatformSpec } from '@tiphys/ir';

/** What users put there is theirs, empty or not; and an empty `cachingOptions` says that nothing is cached. */
const kept = new Set(['cachingOptions', 'constant', 'defaultValue', 'literals', 'metadata', 'tasks']);

/** A pipeline as its file has it: readers of `PipelineSpec` find empty maps where the file has nothing. */
export function plainSpec(spec: PipelineSpec): JsonObject {
  return plain(spec as unknown as JsonValue) as JsonObject;
}

/** The same for the settings of platforms. */
export function plainPlatform(platform: PlatformSpec): JsonObject {
  const { platforms } = platform as unknown as { readonly platforms: JsonObject };
  const entries = Object.entries(platforms).map(([name, settings]): [string, JsonValue] => [
    name,
    // Of other platforms nobody knows what an empty map means.
    name === 'kubernetes' ? plain(settings) : settings,
  ]);
  return { platforms: Object.fromEntries(entries) };
}

function plain(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as JsonObject).map(([key, member]): [string, JsonValue] => [
    key,
    kept.has(key) && key !== 'tasks' ? member : plain(member),
  ]);
  return Object.fromEntries(members.filter(([key, member]) => kept.has(key) || !isEmpty(member)));
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
