import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTiphysError } from '@tiphys/diagnostics';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesDigest } from '../digest.ts';
import { createObjectStore } from '../object-store.ts';
import { mapBounded } from '../map-bounded.ts';
import type { ArtifactStore } from '../store.ts';
import type { FakeS3 } from '../testing/fake-s3.ts';
import { fakeCredentials, startFakeS3 } from '../testing/fake-s3.ts';
import { startFaultProxy } from '../testing/fault-proxy.ts';
import { readTree, withDirectory, writeTree } from '../testing/local-tree.ts';
import { randomFault, randomNumbers } from '../testing/random-fault.ts';
import { createS3Driver } from './s3-driver.ts';

/** A store through connections with trouble. Parts are small, so that a transfer has many connections to lose. */
function openStore(endpoint: string): ArtifactStore {
  const driver = createS3Driver({ endpoint }, () => Promise.resolve(fakeCredentials), {
    partBytes: 32 * 1024,
    smallBytes: 1024,
    bufferBytes: 4 * 1024,
    silenceMilliseconds: 500,
    retry: { attempts: 6, sleep: () => Promise.resolve() },
  });
  return createObjectStore(driver, 's3://bucket/root');
}

let server: FakeS3;
beforeAll(async () => {
  server = await startFakeS3();
});
afterAll(async () => server.close());

/** Calls, and gives what was thrown. It must be one of our own sentences. */
async function attempt<T>(run: () => Promise<T>): Promise<{ value: T } | { error: Error }> {
  try {
    return { value: await run() };
  } catch (error) {
    if (!isTiphysError(error)) throw error;
    return { error };
  }
}

const outcomes = { uploads: 0, downloads: 0 };

async function transferFile(seed: number, directory: string): Promise<void> {
  const random = randomNumbers(seed);
  const bytes = Math.floor(random() ** 3 * 120_000);
  const content = Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256)));
  const uri = `s3://bucket/root/${seed}`;
  await writeFile(join(directory, 'in'), content);
  const proxy = await startFaultProxy(server.endpoint, () => randomFault(random, Math.min(bytes, 20_000)));
  const clean = openStore(server.endpoint);
  try {
    const up = await attempt(async () => openStore(proxy.endpoint).uploadTree(join(directory, 'in'), uri));
    const stored = server.objects.get(`bucket/root/${seed}`);
    if ('value' in up) {
      outcomes.uploads += 1;
      expect(up.value).toMatchObject({ kind: 'file', digest: bytesDigest(content), bytes, files: 1 });
    }
    // An upload that failed may have arrived, but then as a whole.
    if ('value' in up || stored !== undefined) expect(stored?.equals(content)).toBe(true);
    const { digest, stamp } = await clean.uploadTree(join(directory, 'in'), uri);
    // A reader of large objects either digests them or goes by their stamps.
    const known = stamp === undefined || random() < 0.5 ? { digest } : { digest, stamp };
    const down = await attempt(async () => openStore(proxy.endpoint).downloadTree(uri, join(directory, 'out'), known));
    if ('value' in down) {
      outcomes.downloads += 1;
      expect((await readFile(join(directory, 'out'))).equals(content)).toBe(true);
    } else {
      expect(await readdir(directory)).toEqual(['in']);
    }
  } finally {
    await proxy.close();
  }
}

test('of 500 interrupted uploads and 500 interrupted downloads each is right, or fails and leaves nothing', async () => {
  const seeds = Array.from({ length: 500 }, (_, index) => index + 1);
  await mapBounded(seeds, 8, async (seed) => withDirectory(async (directory) => transferFile(seed, directory)));
  // The faults are mild enough for most to come through, or this would prove nothing, and bad enough for some not to.
  expect(outcomes.uploads).toBeGreaterThan(250);
  expect(outcomes.downloads).toBeGreaterThan(250);
  expect(outcomes.uploads + outcomes.downloads).toBeLessThan(1000);
}, 120_000);

const tree = { a: 'x'.repeat(3000), 'b/c': '1', 'b/d/e': 'y'.repeat(20_000), f: null, 'g/h': '' };

/** Whether the download came through. */
async function transferTree(seed: number, directory: string): Promise<boolean> {
  const random = randomNumbers(seed);
  const proxy = await startFaultProxy(server.endpoint, () => randomFault(random, 5000));
  const uri = `s3://bucket/root/tree-${seed}`;
  const local = join(directory, 'in');
  try {
    await writeTree(local, tree);
    const { digest } = await openStore(server.endpoint).uploadTree(local, uri);
    const again = await attempt(async () => openStore(proxy.endpoint).uploadTree(local, uri));
    if ('value' in again) expect(again.value.digest).toBe(digest);
    await openStore(server.endpoint).uploadTree(local, uri);
    const out = join(directory, 'out');
    const down = await attempt(async () => openStore(proxy.endpoint).downloadTree(uri, out, { digest }));
    if ('value' in down) expect(await readTree(out)).toEqual(tree);
    else expect(await readdir(directory)).toEqual(['in']);
    return 'value' in down;
  } finally {
    await proxy.close();
  }
}

test('an interrupted directory is right, or fails and leaves nothing', async () => {
  const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
  const succeeded = await mapBounded(seeds, 8, async (seed) => {
    let isThere = false;
    await withDirectory(async (directory) => {
      isThere = await transferTree(seed, directory);
    });
    return isThere;
  });
  expect(succeeded.filter(Boolean).length).toBeGreaterThan(20);
}, 120_000);
