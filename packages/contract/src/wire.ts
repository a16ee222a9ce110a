import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { escapeToAscii, escapeUnit, printText } from './json-text.ts';
import { pickMember } from './pick-member.ts';
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

function restoreObject(value: JsonObject): JsonValue {
  const keys = Object.keys(value);
  if (!keys.some((key) => key.startsWith(reserved))) {
    return value;
  }
  const only = keys.length === 1;
  const reference = only ? value['tiphys:ref'] : undefined;
  if (isReference(reference)) {
    return createSpilled(reference);
  }
  const place = only ? value['tiphys:at'] : undefined;
  if (isPlace(place)) {
    return takeMember(place);
  }
  // fromEntries defines members, so that a key `__proto__` stays a key.
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.startsWith(reserved + reserved) ? key.slice(reserved.length) : key,
      member,
    ]),
  );
}

/** `{"tiphys:at": [<value>, 3, "key"]}` is a member of a value: what a manifest says where Argo must not take it out itself. */
type Place = readonly [JsonValue, ...(readonly (string | number)[])];

function isPlace(value: JsonValue | undefined): value is Place & readonly JsonValue[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.slice(1).every((key: JsonValue) => typeof key === 'string' || typeof key === 'number')
  );
}

/** Of a spilled value a reference to the member; a member that is not there is null, as in Argo's expressions. */
function takeMember([holder, ...path]: Place): JsonValue {
  if (isSpilled(holder)) {
    const { path: before = [], ...reference } = holder['tiphys:ref'];
    return createSpilled({ ...reference, path: [...before, ...path] });
  }
  return path.reduce((inner: JsonValue, key) => pickMember(inner, key) ?? null, holder);
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
