import { execFileSync } from 'node:child_process';
import { lstat, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFileAtomically } from './write-file-atomically.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiphys-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('writes a file and the folders above it, and leaves nothing else behind', async () => {
  await writeFileAtomically('a/b/out.yaml', 'text', folder);
  expect(await readFile(join(folder, 'a/b/out.yaml'), 'utf8')).toBe('text');
  expect(await readdir(join(folder, 'a/b'))).toEqual(['out.yaml']);
});

test('replaces what a link points to, and keeps the link', async () => {
  await writeFile(join(folder, 'real.yaml'), 'old');
  await symlink('real.yaml', join(folder, 'link.yaml'));
  await writeFileAtomically('link.yaml', 'new', folder);
  expect((await lstat(join(folder, 'link.yaml'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'real.yaml'), 'utf8')).toBe('new');
});

test('writes into a pipe as a program would that knows nothing of files, and never replaces it', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const [, read] = await Promise.all([writeFileAtomically('pipe', 'through', folder), readFile(pipe, 'utf8')]);
  expect(read).toBe('through');
  expect((await lstat(pipe)).isFIFO()).toBe(true);
});

test('refuses a folder in the place of the file', async () => {
  await expect(writeFileAtomically('.', 'text', folder)).rejects.toThrow('in the way');
  expect(await readdir(folder)).toEqual([]);
});
