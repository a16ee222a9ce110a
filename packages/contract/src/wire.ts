import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { escapeToAscii, escapeUnit, printText } from './json-text.ts';
import { createSpilled, isSpilled } from './spilled.ts';

const reserved = 'tiphys:';

/**
 * Prints a wire value (contract C4): JSON in printable ASCII, with no `{` and no `$` inside strings. Such a text means the
 * same after any number of Argo's substitution passes, after the kubelet's `$(VAR)` expansion, and pasted into other JSON
 * (argo-facts 2.1). Keys of users that start with `tiphys:` are escaped; see `wireKey`. Lone surrogates are kept.
 *
 * @throws InternalError for a number that JSON does not have
 */
export function encodeWire(value: JsonValue): string {
  return printText(value, {
    protect: (json) => escapeToAscii(json).replace(/[{$]/g, escapeUnit),
    key: wireKey,
    plainKeys: isSpilled,
  });
}

/**
 * Reads a wire value, or any other JSON text. Integers beyond 2^53 become `bigint`; spilled values at any depth are such
 * that `isSpilled` knows them.
 *
 * @throws SyntaxError when the text is no JSON
 */
export function decodeWire(text: string): JsonValue {
  return JSON.parse(text, restore) as JsonValue;
}

/** The name of a user's key inside a wire value; what an expression over wire values has to ask for. */
export function wireKey(key: string): string {
  return key.startsWith(reserved) ? reserved + key : key;
}

function restore(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'number') {
    const source = context?.source;
    return !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : value;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  return restoreObject(value as JsonObject);
}

function restoreObject(value: JsonObject): JsonObject {
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith(reserved))) {
    return value;
  }
  const reference = keys.length === 1 ? (value['tiphys:ref'] ?? memberReference(value['tiphys:at'])) : undefined;
  if (isReference(reference)) {
    return createSpilled(reference);
  }
  // fromEntries defines members, so that a key `__proto__` stays a key.
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.startsWith(reserved + reserved) ? key.slice(reserved.length) : key,
      member,
    ]),
  );
}

/**
 * `{"tiphys:at": [<spilled value>, 3, "key"]}` is a member of a spilled value: what a manifest can say of a loop's item when
 * the list is not at hand.
 */
function memberReference(value: JsonValue | undefined): JsonValue | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const [spilled, ...path] = value as readonly JsonValue[];
  if (spilled === undefined || !isSpilled(spilled) || !path.every((key) => ['string', 'number'].includes(typeof key))) {
    return undefined;
  }
  const { path: before = [], ...reference } = spilled['tiphys:ref'];
  return { ...reference, path: [...before, ...path] };
}

interface Reference extends JsonObject {
  readonly uri: string;
  readonly digest: string;
  readonly length: number;
}

function isReference(value: JsonValue | undefined): value is Reference {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const { uri, digest, length } = value as JsonObject;
  return typeof uri === 'string' && typeof digest === 'string' && (length === undefined || typeof length === 'number');
}
