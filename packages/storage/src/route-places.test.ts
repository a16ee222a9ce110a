import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { isInPlace } from './route-places.ts';
import type { CredentialSource, StoreCredentials } from './store.ts';
import { startFakeS3 } from './testing/fake-s3.ts';
import { readTree, withDirectory, writeTree } from './testing/local-tree.ts';

const server = async (name: string): ReturnType<typeof startFakeS3> =>
  startFakeS3(undefined, undefined, (accessKey) => (accessKey === name ? keysOf(name) : undefined));
const keysOf = (name: string): StoreCredentials => ({ accessKey: name, secretKey: `secret of ${name}` });
const always = (name: string): CredentialSource => {
  const keys = keysOf(name);
  return () => Promise.resolve(keys);
};
const [own, team, rest] = [await server('own'), await server('team'), await server('rest')];
afterAll(async () => Promise.all([own.close(), team.close(), rest.close()]));

const store = openStore(
  {
    root: 's3://bucket/root',
    endpoint: own.endpoint,
    places: [
      { prefix: 's3://bucket/root/team', endpoint: team.endpoint, credentials: always('team') },
      { prefix: 's3://data/a/', endpoint: team.endpoint, credentials: always('team') },
      { prefix: 's3://', endpoint: rest.endpoint, credentials: always('rest') },
    ],
  },
  always('own'),
);

test('each server is asked for its own objects, with its own keys', async () => {
  for (const uri of ['s3://bucket/root/x', 's3://bucket/root/team/x', 's3://bucket/root/teams']) {
    await store.put(uri, uri);
    expect(Buffer.from(await store.get(uri)).toString()).toBe(uri);
  }
  rest.objects.set('data/ab', Buffer.from('rest'));
  team.objects.set('data/a/b', Buffer.from('team'));
  expect(Buffer.from(await store.get('s3://data/ab')).toString()).toBe('rest');
  expect(Buffer.from(await store.get('s3://data/a/b')).toString()).toBe('team');
  expect([...own.objects.keys()]).toEqual(['bucket/root/x', 'bucket/root/teams']);
  expect([...team.objects.keys()]).toEqual(['bucket/root/team/x', 'data/a/b']);
  expect([...rest.objects.keys()]).toEqual(['data/ab']);
});

test('trees come from one place and go to another', async () => {
  await withDirectory(async (directory) => {
    const tree = { a: '1', 'b/c': '2', d: null };
    await writeTree(join(directory, 'in'), tree);
    const { digest } = await store.uploadTree(join(directory, 'in'), 's3://bucket/root/team/tree');
    expect([...team.objects.keys()]).toContain('bucket/root/team/tree/b/c');
    await store.downloadTree('s3://bucket/root/team/tree', join(directory, 'out'), { digest });
    expect(await readTree(join(directory, 'out'))).toEqual(tree);
  });
});

test('nothing is written but below the root', async () => {
  await expect(store.put('s3://data/a/x', 'x')).rejects.toThrow('not below the pipeline root');
});

test('the package minio is routed alike', async () => {
  const through = openStore(
    {
      root: 's3://bucket/root',
      endpoint: own.endpoint,
      client: 'minio',
      places: [{ prefix: 's3://elsewhere', endpoint: rest.endpoint, credentials: always('rest') }],
    },
    always('own'),
  );
  rest.objects.set('elsewhere/x', Buffer.from('there'));
  await through.put('s3://bucket/root/m', 'here');
  expect(Buffer.from(await through.get('s3://elsewhere/x')).toString()).toBe('there');
  expect(own.objects.has('bucket/root/m')).toBe(true);
});

test('what a store reads is what it or one of its places has', () => {
  expect(store.reads('minio://any/thing')).toBe(true);
  expect(store.reads('gs://b/x')).toBe(false);
  const local = openStore({ root: 'file:///tmp/x', places: [{ prefix: 's3://open/' }] });
  expect(['file:///y', 's3://open/x', 's3://closed/x'].map((uri) => local.reads(uri))).toEqual([true, true, false]);
});

test('a prefix ends where a segment ends', () => {
  expect(isInPlace('s3://data', 's3://data')).toBe(true);
  expect(isInPlace('s3://data/x', 's3://data')).toBe(true);
  expect(isInPlace('s3://database/x', 's3://data')).toBe(false);
  expect(isInPlace('s3://database/x', 's3://')).toBe(true);
});
