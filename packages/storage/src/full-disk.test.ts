import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { fakeCredentials, startFakeS3 } from './testing/fake-s3.ts';
import { readTree, withDirectory, writeTree } from './testing/local-tree.ts';

const small = mkdtempSync(join(tmpdir(), 'tiphys-full-disk-'));
const isMounted =
  process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status === 0;
const server = await startFakeS3();
afterAll(async () => {
  if (isMounted) spawnSync('umount', [small]);
  rmdirSync(small);
  await server.close();
});
const onSmallDisk = (title: string, run: () => Promise<void>): void =>
  (isMounted ? test : test.skip)(isMounted ? title : `skipped: a small disk needs root: ${title}`, run);

const remote = openStore({ root: 's3://bucket/root', endpoint: server.endpoint }, fakeCredentials);
const full = { code: 'INFRA', message: expect.stringMatching(/ENOSPC|no space left/) as string };
const large = 'x'.repeat(4_000_000);

onSmallDisk('a download that does not fit fails, says so at once, and leaves nothing', async () => {
  server.objects.set('bucket/root/file', Buffer.from(large));
  server.objects.set('bucket/root/tree/a', Buffer.from('a'));
  server.objects.set('bucket/root/tree/b/large', Buffer.from(large));
  const before = server.asked.length;
  for (const name of ['file', 'tree']) {
    await expect(remote.downloadTree(`${remote.root}/${name}`, join(small, name))).rejects.toMatchObject(full);
    expect(await readdir(small)).toEqual([]);
  }
  // No request is repeated for the sake of a disk.
  expect(server.asked.length - before).toBeLessThan(10);
});

onSmallDisk('a store on a full disk takes nothing by halves, and what it has stays', async () => {
  await withDirectory(async (directory) => {
    const store = openStore({ root: `file://${small}/store` });
    const tree = { old: '1', 'sub/old': '2' };
    await writeTree(join(directory, 'old'), tree);
    await store.uploadTree(join(directory, 'old'), `${store.root}/old`);
    await writeFile(join(directory, 'large'), large);
    await expect(store.uploadTree(join(directory, 'large'), `${store.root}/large`)).rejects.toMatchObject(full);
    await expect(store.put(`${store.root}/record`, large)).rejects.toMatchObject(full);
    const found: string[] = [];
    for await (const { uri } of store.list(`${store.root}/`)) found.push(uri.slice(store.root.length + 1));
    expect(found).toEqual(['old/old', 'old/sub/old']);
    await store.downloadTree(`${store.root}/old`, join(directory, 'again'));
    expect(await readTree(join(directory, 'again'))).toEqual(tree);
  });
});
