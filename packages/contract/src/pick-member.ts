import { parseJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';

/**
 * A member of a value, by key or index; undefined when there is none. A text that is asked for a key is read as JSON first:
 * the SDK calls items of loops text, whatever they are (kfp-semantics 5.4).
 *
 * @throws SyntaxError for a text that is no JSON
 */
export function pickMember(value: JsonValue, key: string | number): JsonValue | undefined {
  const holder = typeof value === 'string' && typeof key === 'string' ? parseJson(value) : value;
  if (Array.isArray(holder)) return typeof key === 'number' ? (holder as readonly JsonValue[])[key] : undefined;
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Readonly<Record<string | number, JsonValue>>)[key]
    : undefined;
}
