import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withDirectory, writeTree } from './testing/local-tree.ts';
import { walkTree } from './walk-tree.ts';

test('links count as what they point to, inside the tree and outside', async () => {
  await withDirectory(async (directory) => {
    await writeTree(directory, {
      outside: 'four',
      'tree/dir/file': 'x',
      'tree/again': { link: 'dir' },
      'tree/out': { link: '../outside' },
      'tree/dir/up': { link: '../../outside' },
      root: { link: 'tree' },
    });
    const tree = await walkTree(join(directory, 'root'));
    expect(tree.files).toEqual(['again/file', 'again/up', 'dir/file', 'dir/up', 'out']);
    expect(await walkTree(join(directory, 'outside'))).toMatchObject({ kind: 'file', files: [''] });
  });
});

test.each([
  [
    'a dangling link',
    { 'd/x': { link: 'nothing' } },
    /d\/x cannot be copied: it is missing, or a link to something missing/,
  ],
  ['a link to itself', { 'd/x': { link: 'x' } }, /d\/x cannot be copied: it is a link that leads to itself/],
  ['a loop of directories', { 'd/e/f': 'x', 'd/e/back': { link: '..' } }, /is a link to a directory that it lies in/],
  ['nothing', {}, /cannot be copied: it is missing/],
])('%s is refused by name', async (_name, content, message) => {
  await withDirectory(async (directory) => {
    await writeTree(directory, content);
    await expect(walkTree(join(directory, 'd'))).rejects.toThrow(message);
  });
});

test('a pipe is refused, not read for ever', async () => {
  await withDirectory(async (directory) => {
    expect(spawnSync('mkfifo', [join(directory, 'pipe')]).status).toBe(0);
    await expect(walkTree(directory)).rejects.toThrow(/pipe is neither a file nor a directory/);
    await expect(walkTree(join(directory, 'pipe'))).rejects.toThrow(/pipe is neither a file nor a directory/);
  });
});
