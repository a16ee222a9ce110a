import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { usableHome } from './usable-home.ts';

test('a home that can be written to stays; for any other the pod has one', async () => {
  const base = await mkdtemp(join(tmpdir(), 'tiphys-home-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  expect(await usableHome(base, base)).toEqual({});
  expect(await usableHome(undefined, base)).toEqual({});
  for (const home of ['', join(base, 'nowhere')]) {
    expect(await usableHome(home, base)).toEqual({ HOME: join(base, 'home') });
  }
  expect((await stat(join(base, 'home'))).isDirectory()).toBe(true);
});
