import { randomUUID } from 'node:crypto';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InfraError, TaskError } from '@tiphys/diagnostics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesDigest, treeDigest } from './digest.ts';
import { isObjectNotFound } from './errors.ts';
import { openStore } from './open-store.ts';
import type { ArtifactStore, ObjectInfo } from './store.ts';
import { fakeCredentials, startFakeS3 } from './testing/fake-s3.ts';
import type { TreeContent } from './testing/local-tree.ts';
import { readTree, withDirectory, writeTree } from './testing/local-tree.ts';
import { compareBytes } from './uri.ts';

/** `http://key:secret@host:port/bucket` of a server to test the S3 driver against. */
const s3 = process.env['TIPHYS_TEST_S3'];

function openS3(address: string, client: 'tiphys' | 'minio'): ArtifactStore {
  const url = new URL(address);
  return openStore(
    {
      root: `minio:/${url.pathname}/conformance-${randomUUID()}`,
      endpoint: url.host,
      client,
      secure: url.protocol === 'https:',
    },
    { accessKey: decodeURIComponent(url.username), secretKey: decodeURIComponent(url.password) },
  );
}

function openFake(client: 'tiphys' | 'minio'): ArtifactStore {
  return openStore({ root: 's3://bucket/root', endpoint: fake.endpoint, client }, fakeCredentials);
}

const directory = await mkdtemp(join(tmpdir(), 'tiphys-conformance-'));
const fake = await startFakeS3();
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  await fake.close();
});

const drivers: readonly (readonly [string, (() => ArtifactStore) | undefined])[] = [
  ['memory', () => openStore({ root: 'mem://test/root' })],
  ['file', () => openStore({ root: `file://${directory}/store/` })],
  ['S3 (made up)', () => openFake('tiphys')],
  ['S3', s3 === undefined ? undefined : () => openS3(s3, 'tiphys')],
  ['S3 through the package minio', s3 === undefined ? undefined : () => openS3(s3, 'minio')],
];

async function listed(objects: AsyncIterable<ObjectInfo>): Promise<ObjectInfo[]> {
  const list: ObjectInfo[] = [];
  for await (const object of objects) {
    list.push(object);
  }
  return list;
}

const text = async (store: ArtifactStore, uri: string): Promise<string> =>
  Buffer.from(await store.get(uri)).toString('utf8');

/** Names that break stores and tools. */
const awkward = ['a b', 'ü日本', '%41+&=?#', "it's", '{{x}} $(Y)', 'a\\b', '-rf', '~', 'a:b', '[0]', '*'];

describe.each(drivers)('%s store', (_name, open) => {
  if (open === undefined) {
    test.skip('skipped: no TIPHYS_TEST_S3', () => undefined);
    return;
  }
  let store: ArtifactStore;
  let at: (path: string) => string;
  beforeAll(() => {
    store = open();
    at = (path) => `${store.root}/${path}`;
  });

  test('objects: put, get, head, replace, delete', async () => {
    const uri = at('objects/one');
    await expect(store.get(uri)).rejects.toSatisfy((error) => isObjectNotFound(error) && error.uri === uri);
    expect(await store.head(uri)).toBeUndefined();
    await store.delete(uri);
    await store.put(uri, 'first');
    expect(await text(store, uri)).toBe('first');
    expect(await store.head(uri)).toEqual({ uri, bytes: 5 });
    await store.put(uri, new Uint8Array([0, 255, 10]));
    expect([...(await store.get(uri))]).toEqual([0, 255, 10]);
    await store.put(uri, '');
    expect(await text(store, uri)).toBe('');
    await store.delete(uri);
    expect(await store.head(uri)).toBeUndefined();
  });

  test('of many writers that put if absent exactly one wins', async () => {
    const uri = at('race/winner');
    const won = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => store.putIfAbsent(uri, `writer ${index}`)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await text(store, uri)).toBe(`writer ${won.indexOf(true)}`);
    expect(await store.putIfAbsent(uri, 'late')).toBe(false);
  });

  test('a listing has every object below a prefix, in the order of bytes', async () => {
    // Not `b` beside `b/c`: a file system cannot have both, and MinIO does not list the second.
    const names = ['b/c', 'b-c/x', 'b/a/z', 'bb', 'B', 'ü', '\u{1f600}', '\uff5e', 'a'];
    await Promise.all(names.map(async (path) => store.put(at(`list/${path}`), path)));
    const uris = async (prefix: string): Promise<string[]> => (await listed(store.list(prefix))).map(({ uri }) => uri);
    const sorted = names.map((path) => at(`list/${path}`)).sort(compareBytes);
    expect(await uris(at('list/'))).toEqual(sorted);
    expect(await uris(at('list/b'))).toEqual(sorted.filter((uri) => uri.startsWith(at('list/b'))));
    expect(await uris(at('list/b/'))).toEqual([at('list/b/a/z'), at('list/b/c')]);
    expect(await uris(at('list/nothing/'))).toEqual([]);
    expect(await uris(at('nothing'))).toEqual([]);
    expect(await listed(store.list(at('list/bb')))).toEqual([
      { uri: at('list/bb'), bytes: 2, version: expect.any(String) as string },
    ]);
    for (const after of [...sorted, at('list/b/'), at('list/b/a/y'), at('list/c'), at('k'), at('m')]) {
      const rest = (await listed(store.list(at('list/'), { after }))).map(({ uri }) => uri);
      expect(rest, after).toEqual(sorted.filter((uri) => compareBytes(uri, after) > 0));
    }
  });

  test('the version of an object changes with its content', async () => {
    const version = async (): Promise<string | undefined> => (await listed(store.list(at('versioned'))))[0]?.version;
    await store.put(at('versioned'), 'one');
    const before = await version();
    expect(await version()).toBe(before);
    await store.put(at('versioned'), 'two');
    expect(await version()).not.toBe(before);
  });

  test('a listing can be left early, and objects may go while one reads it', async () => {
    await Promise.all(Array.from({ length: 30 }, async (_, index) => store.put(at(`many/${index}`), 'x')));
    let seen = 0;
    for await (const object of store.list(at('many/'))) {
      await store.delete(object.uri);
      seen += 1;
      if (seen === 10) {
        break;
      }
    }
    expect(await listed(store.list(at('many/')))).toHaveLength(20);
  });

  test('a file goes up and down', async () => {
    await withDirectory(async (local) => {
      const content = 'x'.repeat(1_000_000);
      await writeFile(join(local, 'in'), content);
      const uri = at('tree/file');
      const info = { kind: 'file', digest: bytesDigest(content), bytes: 1_000_000, files: 1 };
      expect(await store.uploadTree(join(local, 'in'), uri)).toEqual(info);
      expect(await store.exists(uri)).toBe(true);
      expect(await store.downloadTree(uri, join(local, 'deep/er/out'), { digest: info.digest })).toEqual(info);
      expect(await readFile(join(local, 'deep/er/out'), 'utf8')).toBe(content);
    });
  });

  const trees: readonly { readonly title: string; readonly content: TreeContent; readonly expected?: TreeContent }[] = [
    { title: 'a tree', content: { 'a.txt': 'a', 'b/c.txt': 'c', 'b/d/e': '', 'b-x': '1' } },
    { title: 'an empty directory', content: {} },
    { title: 'empty directories', content: { 'a/b': null, c: null, 'd/file': 'x', 'd/empty': null } },
    {
      title: 'awkward names',
      content: Object.fromEntries(
        awkward.flatMap((path) => [
          [`${path}/${path}`, path],
          [`e/${path}`, null],
        ]),
      ),
    },
    {
      title: 'links',
      content: { 'real/file': 'x', toFile: { link: 'real/file' }, toDirectory: { link: 'real' } },
      expected: { 'real/file': 'x', toFile: 'x', 'toDirectory/file': 'x' },
    },
  ];
  test.each(trees)('$title goes up and down', async ({ content, expected = content }) => {
    await withDirectory(async (local) => {
      const uri = at(`tree/${randomUUID()}`);
      await writeTree(join(local, 'in'), content);
      const up = await store.uploadTree(join(local, 'in'), uri);
      expect(await store.exists(uri)).toBe(true);
      const down = await store.downloadTree(uri, join(local, 'out'), { digest: up.digest });
      expect(await readTree(join(local, 'out'))).toEqual(expected);
      expect(down).toEqual(up);
      const entries = Object.entries(expected).map(([path, file]) =>
        typeof file === 'string' ? { path, digest: bytesDigest(file) } : { path },
      );
      expect(up.digest).toBe(treeDigest(entries.length === 0 ? [{ path: '' }] : entries));
      expect(up.files).toBe(entries.filter((entry) => 'digest' in entry).length);
    });
  });

  test('an upload replaces what was there, whatever it was', async () => {
    await withDirectory(async (local) => {
      const uri = at('replaced');
      await store.put(at('replaced-not'), 'stays');
      for (const [index, content] of [
        { a: '1', 'b/c': '2' },
        { 'b/d': '3', e: null },
      ].entries()) {
        await writeTree(join(local, String(index)), content);
        await store.uploadTree(join(local, String(index)), uri);
        await store.downloadTree(uri, join(local, 'out'));
        expect(await readTree(join(local, 'out'))).toEqual(content);
      }
      await writeFile(join(local, 'file'), 'now a file');
      await store.uploadTree(join(local, 'file'), uri);
      expect(await listed(store.list(`${uri}/`))).toEqual([]);
      await store.downloadTree(uri, join(local, 'out'));
      expect(await readFile(join(local, 'out'), 'utf8')).toBe('now a file');
      await store.uploadTree(join(local, '0'), uri);
      expect(await store.head(uri)).toBeUndefined();
      expect(await text(store, at('replaced-not'))).toBe('stays');
    });
  });

  test('nothing appears locally when the download fails', async () => {
    await withDirectory(async (local) => {
      await store.put(at('wrong/a'), 'a');
      const out = join(local, 'out');
      await expect(store.downloadTree(at('wrong'), out, { digest: 'sha256:other' })).rejects.toThrow(InfraError);
      await expect(store.downloadTree(at('missing'), out)).rejects.toSatisfy(isObjectNotFound);
      await expect(access(out)).rejects.toThrow('ENOENT');
      expect(await readdir(local)).toEqual([]);
    });
  });

  test('hundreds of files', async () => {
    await withDirectory(async (local) => {
      const content = Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`d${index % 7}/f${index}`, `${index}`]),
      );
      await writeTree(join(local, 'in'), content);
      const up = await store.uploadTree(join(local, 'in'), at('hundreds'));
      expect(up).toMatchObject({ files: 300, kind: 'directory' });
      expect(await store.downloadTree(at('hundreds'), join(local, 'out'))).toEqual(up);
      expect(await readTree(join(local, 'out'))).toEqual(content);
    });
  });

  test('writes stay below the root', async () => {
    await withDirectory(async (local) => {
      await writeFile(join(local, 'f'), 'x');
      for (const uri of [
        `${store.root}x/a`,
        `${store.root}/../a`,
        `${store.root}/a/../../b`,
        `${store.root}/a//b`,
        '/etc/x',
        'x',
      ]) {
        await expect(store.put(uri, 'x')).rejects.toThrow(TaskError);
        await expect(store.putIfAbsent(uri, 'x')).rejects.toThrow(TaskError);
        await expect(store.delete(uri)).rejects.toThrow(TaskError);
        await expect(store.uploadTree(join(local, 'f'), uri)).rejects.toThrow(TaskError);
      }
    });
  });
});

test('every driver gives the same digest', async () => {
  await withDirectory(async (local) => {
    await writeTree(join(local, 'in'), { 'a/b': 'x', e: null, ü: 'y' });
    const stores = drivers.flatMap(([, open]) => (open === undefined ? [] : [open()]));
    const infos = await Promise.all(
      stores.map(async (store) => store.uploadTree(join(local, 'in'), `${store.root}/same`)),
    );
    expect(new Set(infos.map(({ digest }) => digest)).size).toBe(1);
  });
});
