import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTestDirectory } from '../testing/run-fixture.ts';
import { latestRun } from './latest-run.ts';

test('the run whose journal was written last, whatever it is called', async () => {
  const workdir = await makeTestDirectory();
  expect(await latestRun(workdir)).toBeUndefined();
  for (const [name, seconds] of [
    ['b', 100],
    ['c', 300],
    ['a', 200],
  ] as const) {
    const directory = join(workdir, 'runs', name);
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'journal.jsonl'), '{}\n');
    await utimes(join(directory, 'journal.jsonl'), seconds, seconds);
  }
  // Nothing of it was written down: it cannot be resumed.
  await mkdir(join(workdir, 'runs', 'd'));
  expect(await latestRun(workdir)).toBe('c');
});
