import { mkdtemp, readdir, rm } from 'node:fs/promises';
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
