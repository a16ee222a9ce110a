import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTestDirectory } from '../testing/run-fixture.ts';
import { takeLock } from './process-lock.ts';

test('of many who ask at once one gets the lock; given back, it can be had again', async () => {
  const directory = await makeTestDirectory();
  const path = join(directory, 'lock');
  const answers = await Promise.all(Array.from({ length: 20 }, () => takeLock(path)));
  const releases = answers.filter((answer) => typeof answer === 'function');
  expect(releases).toHaveLength(1);
  expect(new Set(answers.filter((answer) => typeof answer === 'number'))).toEqual(new Set([process.pid]));
  await releases[0]?.();
  expect(await readdir(directory)).toEqual([]);
  expect(await takeLock(path)).toBeTypeOf('function');
});

test.each([
  ['a process that has ended', JSON.stringify({ pid: 2 ** 30, started: '1' })],
  ['an earlier process with the same number', JSON.stringify({ pid: process.pid, started: '1' })],
  ['nobody who can be read', '{"pid'],
])('the lock of %s is taken over', async (_name, text) => {
  const path = join(await makeTestDirectory(), 'lock');
  await writeFile(path, text);
  const answers = await Promise.all(Array.from({ length: 5 }, () => takeLock(path)));
  expect(answers.filter((answer) => typeof answer === 'function')).toHaveLength(1);
  expect(await readFile(path, 'utf8')).toContain(`"pid":${process.pid}`);
});
