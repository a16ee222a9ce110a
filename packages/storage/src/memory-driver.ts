import { readFile, writeFile } from 'node:fs/promises';
import { bytesDigest } from './digest.ts';
import type { ObjectDriver } from './driver.ts';
import { ObjectNotFoundError } from './errors.ts';
import type { Location } from './uri.ts';
import { compareBytes } from './uri.ts';

/** A driver that keeps objects in this process; for tests. */
export function createMemoryDriver(): ObjectDriver {
  const objects = new Map<string, Uint8Array>();
  const get = async (location: Location): Promise<Uint8Array> => {
    const bytes = objects.get(location.uri);
    if (bytes === undefined) {
      throw new ObjectNotFoundError(location.uri);
    }
    return bytes;
  };
  return {
    parallel: 8,
    get,
    put: async (location, bytes, ifAbsent) => {
      if (ifAbsent && objects.has(location.uri)) {
        return false;
      }
      objects.set(location.uri, bytes);
      return true;
    },
    head: async (location) => {
      const bytes = objects.get(location.uri);
      return bytes === undefined ? undefined : { uri: location.uri, bytes: bytes.length };
    },
    list: async function* (prefix) {
      for (const uri of [...objects.keys()].sort(compareBytes)) {
        const bytes = uri.startsWith(prefix.uri) ? objects.get(uri) : undefined;
        if (bytes !== undefined) {
          yield { uri, bytes: bytes.length };
        }
      }
    },
    delete: async (location) => {
      objects.delete(location.uri);
    },
    putFile: async (localPath, _bytes, location) => {
      const content = await readFile(localPath);
      objects.set(location.uri, content);
      return { digest: bytesDigest(content), bytes: content.length };
    },
    getFile: async (location, localPath) => {
      const content = await get(location);
      await writeFile(localPath, content, { flag: 'wx' });
      return { digest: bytesDigest(content), bytes: content.length };
    },
  };
}
