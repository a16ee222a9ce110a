import { parseJson } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import { isObjectNotFound } from '@tiphys/storage';

/** Reads an object as a record; `undefined` when it is missing, no JSON, or of another shape or version. */
export async function readRecord<T>(
  store: ArtifactStore,
  uri: string,
  parse: (value: unknown) => T | undefined,
): Promise<T | undefined> {
  try {
    return parse(parseJson(Buffer.from(await store.get(uri)).toString('utf8')));
  } catch (error) {
    if (isObjectNotFound(error) || error instanceof SyntaxError || error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}
