import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cached, untilNoneBuilds } from './build-cache.ts';

/** What the name of an entry without a recipe ends in. */
const hashOfNoRecipe = createHash('sha256').update('[]').digest('hex').slice(0, 12);

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tiphys-cache-'));
  vi.stubEnv('TIPHYS_CACHE', root);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true); // it says what it builds
});
afterEach(() => rm(root, { recursive: true }));

const write = (text: string) => (into: string) => writeFile(path.join(into, 'file'), text);

test('builds once, and again for another recipe', async () => {
  const first = await cached({ name: 'thing-1', recipe: ['a'], build: write('one') });
  const again = await cached({ name: 'thing-1', recipe: ['a'], build: write('two') });
  const other = await cached({ name: 'thing-1', recipe: ['b'], build: write('three') });
  expect(again).toBe(first);
  expect(await readFile(path.join(first, 'file'), 'utf8')).toBe('one');
  expect(await readFile(path.join(other, 'file'), 'utf8')).toBe('three');
});

test('leaves nothing behind of a build that fails', async () => {
  const build = async (into: string): Promise<void> => {
    await write('half')(into);
    throw new Error('interrupted');
  };
  await expect(cached({ name: 'thing-1', recipe: [], build })).rejects.toThrow('interrupted');
  expect(await readdir(root)).toEqual(['partial']);
  expect(await readdir(path.join(root, 'partial'))).toEqual([]);
});

test('one can wait until a build that is stopped has cleared away what it began', async () => {
  const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
  const { promise: begun, resolve: tell } = Promise.withResolvers<undefined>();
  const building = cached({
    name: 'thing-1',
    recipe: [],
    build: async (into) => {
      await write('half')(into);
      tell(undefined);
      await stopped;
    },
  });
  await begun;
  stop(new Error('killed'));
  const waited = untilNoneBuilds();
  await expect(building).rejects.toThrow('killed');
  await waited;
  expect(await readdir(path.join(root, 'partial'))).toEqual([]);
});

test('who asks for what is being built waits for it', async () => {
  const build = vi.fn(write('once'));
  const [first, second] = await Promise.all(['x', 'y'].map(() => cached({ name: 'thing-1', recipe: [], build })));
  expect(first).toBe(second);
  expect(build).toHaveBeenCalledOnce();
});

test('of two processes that build the same thing both get a whole one', async () => {
  const final = await cached({
    name: 'thing-1',
    recipe: [],
    build: async (into) => {
      await write('ours')(into);
      const others = path.join(root, `thing-1-${hashOfNoRecipe}`);
      await mkdir(others);
      await write('theirs')(others);
    },
  });
  expect(await readFile(path.join(final, 'file'), 'utf8')).toBe('theirs');
});

test('clears away what killed builds began, and leaves running ones alone', async () => {
  const partial = path.join(root, 'partial');
  for (const name of ['killed', 'running']) await mkdir(path.join(partial, name), { recursive: true });
  await utimes(path.join(partial, 'killed'), 0, 0);
  await cached({ name: 'thing-1', recipe: [], build: write('one') });
  expect(await readdir(partial)).toEqual(['running']);
});
