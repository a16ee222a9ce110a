import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { ArtifactStore } from '../store.ts';
import { withDirectory } from '../testing/local-tree.ts';
import { findCredentials } from './find-credentials.ts';

// A real server that exchanges tokens; `npm run test:s3` starts it.
const address = process.env['TIPHYS_TEST_S3'];
const tokens = { writer: process.env['TIPHYS_TEST_S3_TOKEN'], reader: process.env['TIPHYS_TEST_S3_READER'] };
const isThere = address !== undefined && tokens.writer !== undefined;
const identified = isThere ? test : test.skip;

const { host, pathname } = new URL(address ?? 'http://nobody/bucket');
const root = `s3:/${pathname}/identity-${randomUUID()}`;

/** Runs `use` with the store as the bearer of a token sees it. */
async function withToken(token: string | undefined, use: (store: ArtifactStore) => Promise<void>): Promise<void> {
  await withDirectory(async (directory) => {
    const file = join(directory, 'token');
    await writeFile(file, token ?? '');
    const env = { AWS_WEB_IDENTITY_TOKEN_FILE: file };
    await use(openStore({ root, endpoint: host }, findCredentials({ env, only: 'identity', sts: `http://${host}` })));
  });
}

describe('the identity of a pod, with a real MinIO', () => {
  identified('opens the store for what it may do, and for no more', async () => {
    await withToken(tokens.writer, async (store) => {
      await store.put(`${root}/x`, 'content');
      expect(Buffer.from(await store.get(`${root}/x`)).toString()).toBe('content');
    });
    await withToken(tokens.reader, async (store) => {
      expect(Buffer.from(await store.get(`${root}/x`)).toString()).toBe('content');
      await expect(store.put(`${root}/x`, 'other')).rejects.toThrow('The credentials do not allow it.');
    });
  });

  identified('is refused with the words of the server where somebody else signed its token', async () => {
    const [head = '', claims = '', signature = ''] = (tokens.writer ?? '').split('.');
    const forged = `${head}.${claims}.${[...signature].reverse().join('')}`;
    await withToken(forged, async (store) => {
      await expect(store.get(`${root}/x`)).rejects.toMatchObject({
        retriable: false,
        message: expect.stringMatching(/^http:\/\/\S+ does not take the identity of the pod: /) as string,
      });
    });
  });
});
