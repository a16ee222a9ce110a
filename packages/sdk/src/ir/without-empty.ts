import type { JsonObject } from '@tiphys/diagnostics';

/** The members that are not empty objects, or undefined if none is left. */
export function withoutEmpty(members: Readonly<Record<string, JsonObject | undefined>>): JsonObject | undefined {
  const kept = Object.entries(members).filter(
    (entry): entry is [string, JsonObject] => entry[1] !== undefined && Object.keys(entry[1]).length > 0,
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
