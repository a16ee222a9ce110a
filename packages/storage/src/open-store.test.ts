import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { withDirectory, writeTree } from './testing/local-tree.ts';

test('an unknown scheme is refused', () => {
  expect(() => openStore({ root: 'gs://bucket/x' })).toThrow('"gs://" is not supported');
  expect(() => openStore({ root: 'bucket/x' })).toThrow('has no scheme');
});

test('the package minio is loaded only by a store that wants it, when it is used', () => {
  const script = `
    import { createServer } from 'node:http';
    import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => {
      if (name === 'minio') { throw new Error('minio was loaded'); }
      return next(name, context);
    } });
    const { openStore } = await import(${JSON.stringify(import.meta.resolve('./index.ts'))});
    const store = openStore({ root: 'file:///tmp/tiphys-no-such-store' });
    await store.head(store.root + '/x');
    const server = createServer((request, response) => response.writeHead(403).end());
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const client of ['tiphys', 'minio']) {
      const s3 = openStore({ root: 's3://bucket/x', endpoint: '127.0.0.1:' + server.address().port, client });
      await s3.head(s3.root + '/x').catch((error) => console.log(client + ': ' + error.message));
    }
    server.closeAllConnections();
    server.close();
  `;
  const result = spawnSync(process.execPath, ['--conditions=@tiphys/source', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(result.stdout).toMatch(/^tiphys: .*credentials do not allow it\.\nminio: minio was loaded\n$/);
  expect(result.stderr).toBe('');
});

test('temporary files of a file store are never listed, nor what lies outside a prefix', async () => {
  await withDirectory(async (directory) => {
    const store = openStore({ root: `file://${directory}` });
    await writeTree(directory, { 'a/b': 'x', 'a/.tiphys-tmp-0': 'half', 'a/loop': { link: '..' } });
    await writeFile(join(directory, 'other'), '');
    const uris: string[] = [];
    for await (const { uri } of store.list(`${store.root}/a/`)) {
      uris.push(uri);
      expect(uris.length).toBeLessThan(10);
    }
    expect(uris[0]).toBe(`${store.root}/a/b`);
    expect(uris.filter((uri) => uri.includes('.tiphys-tmp'))).toEqual([]);
  });
});

test('deleting the last object of a file store removes its empty directories, but not the writer of another', async () => {
  await withDirectory(async (directory) => {
    const store = openStore({ root: `file://${directory}/store` });
    const rounds = Array.from({ length: 50 }, async (_, index) => {
      const uri = `${store.root}/deep/er/${index}`;
      await store.put(uri, 'x');
      await store.delete(uri);
    });
    await Promise.all(rounds);
    expect(await store.exists(`${store.root}/deep`)).toBe(false);
  });
});
