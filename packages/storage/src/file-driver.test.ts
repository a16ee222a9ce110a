import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from './open-store.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-file-driver-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

test('many may write to a directory that none of them made, and leave nothing else there', async () => {
  const store = openStore({ root: `file://${directory}` });
  const names = Array.from({ length: 12 }, (_, index) => String(index));
  for (let round = 0; round < 20; round += 1) {
    const folder = `${store.root}/${round}/deep`;
    await Promise.all(names.map(async (name) => store.put(`${folder}/${name}`, name)));
    const first = await Promise.all(names.map(async () => store.putIfAbsent(`${folder}/one`, '')));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect((await readdir(join(directory, `${round}/deep`))).toSorted()).toEqual([...names, 'one'].toSorted());
  }
});

test('a directory that somebody else makes meanwhile is written to', async () => {
  const store = openStore({ root: `file://${directory}` });
  const written = store.put(`${store.root}/new/x`, 'text');
  // The thread that found no directory is done by the time that the other program is, and nobody has been told yet.
  spawnSync(process.execPath, ['-e', '']);
  mkdirSync(join(directory, 'new'));
  await written;
  expect(await readFile(join(directory, 'new/x'), 'utf8')).toBe('text');
});
