import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDirectory } from './make-directory.ts';

let base = '';
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'tiphys-mkdir-'));
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

test('makes what is missing, and takes what is there', async () => {
  await makeDirectory(join(base, 'a/b/c'));
  await makeDirectory(join(base, 'a/b/c'));
  await makeDirectory('/');
  expect((await stat(join(base, 'a/b/c'))).isDirectory()).toBe(true);
});

test('many at once make one', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, index) => makeDirectory(join(base, 'x/y', String(index % 3)))));
  expect((await stat(join(base, 'x/y/2'))).isDirectory()).toBe(true);
});

test('a link to a directory is a directory', async () => {
  await mkdir(join(base, 'real'));
  await symlink(join(base, 'real'), join(base, 'link'));
  await makeDirectory(join(base, 'link/inner'));
  expect((await stat(join(base, 'real/inner'))).isDirectory()).toBe(true);
});

test('a file in the way is an error', async () => {
  await writeFile(join(base, 'file'), '');
  await expect(makeDirectory(join(base, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeDirectory(join(base, 'file/inner'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test.skipIf(process.platform !== 'linux')(
  'a directory that takes no members is an error, not a wait without end',
  async () => {
    await expect(makeDirectory('/proc/nowhere/inner')).rejects.toMatchObject({ code: 'ENOENT' });
  },
);
