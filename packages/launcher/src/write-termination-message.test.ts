import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeTerminationMessage } from './write-termination-message.ts';

test('replaces what was there, up to what a kubelet takes, and makes no file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-termination-'));
  try {
    writeTerminationMessage('nobody reads this', join(directory, 'log'));
    expect(await readdir(directory)).toEqual([]);
    await writeFile(join(directory, 'log'), 'a message from before that is longer');
    writeTerminationMessage('short', join(directory, 'log'));
    expect(await readFile(join(directory, 'log'), 'utf8')).toBe('short');
    writeTerminationMessage('x'.repeat(5000), join(directory, 'log'));
    expect(await readFile(join(directory, 'log'), 'utf8')).toBe('x'.repeat(4096));
  } finally {
    await rm(directory, { recursive: true });
  }
});
