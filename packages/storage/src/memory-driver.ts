import { readFile, writeFile } from 'node:fs/promises';
import { bytesDigest } from './digest.ts';
import type { ObjectDriver } from './driver.ts';
import { ObjectNotFoundError } from './errors.ts';
import type { Location } from './uri.ts';
import { unreadable } from './unreadable.ts';
import { compareBytes } from './uri.ts';

/** A driver that keeps objects in this process; for tests. */
export function createMemoryDriver(): ObjectDriver {
  const objects = new Map<string, Uint8Array>();
  const read = (location: Location): Uint8Array => {
    const bytes = objects.get(location.uri);
    if (bytes === undefined) {
      throw new ObjectNotFoundError(location.uri);
    }
    return bytes;
  };
  const write = (location: Location, bytes: Uint8Array, ifAbsent: boolean): boolean => {
    const allowed = !ifAbsent || !objects.has(location.uri);
    if (allowed) {
      objects.set(location.uri, bytes);
    }
    return allowed;
  };
  return {
    parallel: 8,
    get: (location) => new Promise((resolve) => resolve(read(location))),
    put: (location, bytes, ifAbsent) => Promise.resolve(write(location, bytes, ifAbsent)),
    head: (location) => {
      const bytes = objects.get(location.uri);
      return Promise.resolve(bytes === undefined ? undefined : { uri: location.uri, bytes: bytes.length });
    },
    async *list(prefix, { after = '' }) {
      // As from a server, a page at a time: what is removed while one reads on does not disturb.
      const page = await Promise.resolve(
        [...objects].filter(([uri]) => uri.startsWith(prefix.uri) && compareBytes(uri, after) > 0),
      );
      for (const [uri, bytes] of page.sort(([left], [right]) => compareBytes(left, right))) {
        yield { uri, bytes: bytes.length, version: bytesDigest(bytes) };
      }
    },
    delete: (location) => {
      objects.delete(location.uri);
      return Promise.resolve();
    },
    putFile: async (localPath, location) => {
      const content = await readFile(localPath).catch((error: unknown) => {
        throw unreadable(localPath, error);
      });
      write(location, content, false);
      return { digest: bytesDigest(content), bytes: content.length };
    },
    getFile: async (location, localPath) => {
      const content = read(location);
      await writeFile(localPath, content);
      return { digest: bytesDigest(content), bytes: content.length };
    },
  };
}
