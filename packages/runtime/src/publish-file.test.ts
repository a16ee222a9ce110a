import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishFile } from './publish-file.ts';
import { withDirectory } from './testing/task-fixture.ts';

test('a published file appears whole: what was there before is replaced, not emptied and written', async () => {
  await withDirectory(async (directory) => {
    await writeFile(join(directory, 'name'), 'before');
    const reader = await open(join(directory, 'name'));
    await publishFile(directory, 'name', 'after');
    expect(await reader.readFile('utf8')).toBe('before');
    await reader.close();
    expect(await readFile(join(directory, 'name'), 'utf8')).toBe('after');
    expect(await readdir(directory)).toEqual(['name']);
  });
});
