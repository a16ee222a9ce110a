import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createObjectStore } from '../object-store.ts';
import type { ArtifactStore, TreeInfo } from '../store.ts';
import type { FakeS3 } from '../testing/fake-s3.ts';
import { fakeCredentials, startFakeS3 } from '../testing/fake-s3.ts';
import type { Fault } from '../testing/fault-proxy.ts';
import { startFaultProxy } from '../testing/fault-proxy.ts';
import { withDirectory } from '../testing/local-tree.ts';
import { parseStamp } from './object-stamp.ts';
import { createS3Driver } from './s3-driver.ts';

const uri = 's3://bucket/root/large';
const content = Buffer.from(Array.from({ length: 60_000 }, (_, index) => index % 251));

let server: FakeS3;
beforeAll(async () => {
  server = await startFakeS3();
});
afterAll(async () => server.close());

function openStore(endpoint: string): ArtifactStore {
  const options = { partBytes: 16 * 1024, smallBytes: 1024, bufferBytes: 4096, retry: { attempts: 2 } };
  return createObjectStore(
    createS3Driver({ endpoint }, () => Promise.resolve(fakeCredentials), options),
    's3://bucket/root',
  );
}

/** Uploads the content, and downloads it through connections with these faults. */
async function downloadWith(
  faults: readonly Fault[],
  known: (uploaded: TreeInfo) => { readonly digest?: string; readonly stamp?: string },
  before: () => void = () => undefined,
): Promise<TreeInfo> {
  let result: TreeInfo | undefined;
  await withDirectory(async (directory) => {
    await writeFile(join(directory, 'in'), content);
    const uploaded = await openStore(server.endpoint).uploadTree(join(directory, 'in'), uri);
    before();
    const left = [...faults];
    const proxy = await startFaultProxy(server.endpoint, () => left.shift() ?? { kind: 'none' });
    try {
      result = await openStore(proxy.endpoint).downloadTree(uri, join(directory, 'out'), known(uploaded));
      expect((await readFile(join(directory, 'out'))).equals(content)).toBe(true);
    } finally {
      await proxy.close();
    }
  });
  return result as TreeInfo;
}

const flip: Fault = { kind: 'flip', way: 'down', at: 9000, bit: 3 };

test('an object with the stamp of its upload is not digested again', async () => {
  const info = await downloadWith([], ({ stamp = '' }) => ({ digest: 'sha256:as said', stamp }));
  expect(info).toEqual({ kind: 'file', digest: 'sha256:as said', bytes: content.length, files: 1 });
});

test('another object with that name is digested, whatever its stamp', async () => {
  const replace = (): void => {
    server.objects.set('bucket/root/large', Buffer.from(content).fill('x', 20_000, 20_001));
  };
  await expect(downloadWith([], ({ digest, stamp = '' }) => ({ digest, stamp }), replace)).rejects.toThrow(
    'is not what its producer stored',
  );
});

test('what does not fit the stamp is read once more, and refused when that is no better', async () => {
  const stamped = ({ digest, stamp = '' }: TreeInfo): object => ({ digest, stamp });
  expect(await downloadWith([flip], stamped)).toMatchObject({ bytes: content.length });
  const other = ({ digest, stamp = '' }: TreeInfo): object => ({
    digest,
    stamp: stamp.replace(/[0-9a-f]{32}\//, `${'0'.repeat(32)}/`),
  });
  await expect(downloadWith([], other)).rejects.toThrow('the content is not what was uploaded');
});

test('a text that is no stamp, and one without its digest, are of no use and do no harm', async () => {
  expect(parseStamp('x/y')).toBeUndefined();
  const info = await downloadWith([], ({ digest }) => ({ digest, stamp: 'sha256:no stamp' }));
  expect(info.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect((await downloadWith([], ({ stamp = '' }) => ({ stamp }))).digest).toBe(info.digest);
});

test('what has another digest than it should is read once more', async () => {
  const info = await downloadWith([flip], ({ digest }) => ({ digest }));
  expect(info).toMatchObject({ bytes: content.length });
});
