import { decodeWire, isSpilled, pickMember } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { InfraError, TaskError } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import { bytesDigest, mapBounded } from '@tiphys/storage';

/** Items of a list, or members of an object, that are fetched at a time. */
const parallel = 8;

/** Replaces every spilled value, at any depth, by what the store holds. Throws `InfraError` when it is lost or changed. */
export async function resolveSpilled(store: ArtifactStore, value: JsonValue): Promise<JsonValue> {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isSpilled(value)) {
    const { uri, digest, path = [] } = value['tiphys:ref'];
    const bytes = await store.get(uri);
    if (bytesDigest(bytes) !== digest) {
      throw new InfraError(`The value stored at ${uri} is not the one that its task wrote.`, { retriable: false });
    }
    // Stored values are wire values too: lists may hold elements that were spilled on their own.
    const whole = decodeWire(Buffer.from(bytes).toString('utf8'));
    return resolveSpilled(
      store,
      path.reduce((inner, key) => member(inner, key, uri), whole),
    );
  }
  if (Array.isArray(value)) {
    return mapBounded(value as readonly JsonValue[], parallel, async (item) => resolveSpilled(store, item));
  }
  const members = await mapBounded(
    Object.entries(value),
    parallel,
    async ([key, member]) => [key, await resolveSpilled(store, member)] as const,
  );
  return Object.fromEntries(members);
}

function member(value: JsonValue, key: string | number, uri: string): JsonValue {
  const found = picked(value, key);
  if (found === undefined) {
    throw new TaskError(`The value stored at ${uri} has no member ${JSON.stringify(key)}.`);
  }
  return found;
}

/** What is no JSON has no members. */
function picked(value: JsonValue, key: string | number): JsonValue | undefined {
  try {
    return pickMember(value, key);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
