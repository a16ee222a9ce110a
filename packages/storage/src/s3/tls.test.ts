import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { fakeCredentials, startFakeS3 } from '../testing/fake-s3.ts';
import { withDirectory } from '../testing/local-tree.ts';
import { tlsFixture } from '../testing/tls-fixture.ts';

test('a server with a certificate of a private authority is trusted once that is named', async () => {
  const server = await startFakeS3(undefined, tlsFixture);
  try {
    await withDirectory(async (directory) => {
      const place = { root: 's3://bucket/root', endpoint: server.endpoint, secure: true };
      const trusting = openStore({ ...place, ca: tlsFixture.cert }, fakeCredentials);
      // More than one read buffer and more than one part.
      const content = randomBytes(20 * 1024 * 1024);
      await writeFile(join(directory, 'in'), content);
      const { digest } = await trusting.uploadTree(join(directory, 'in'), 's3://bucket/root/x');
      await trusting.downloadTree('s3://bucket/root/x', join(directory, 'out'), { digest });
      expect((await readFile(join(directory, 'out'))).equals(content)).toBe(true);
      const failure = openStore(place, fakeCredentials).head('s3://bucket/root/x');
      await expect(failure).rejects.toThrow(/certificate.*name its authority/);
    });
  } finally {
    await server.close();
  }
});
