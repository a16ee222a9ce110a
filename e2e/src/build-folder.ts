import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './build-cache.ts';
import { go, RELEASE_FLAGS, requireGo } from './go.ts';

/** Folder with a Go program of ours, built unless it is there already for these very sources. It carries the given name. */
export async function buildFolder(name: string, sources: string): Promise<string> {
  const names = (await readdir(sources)).sort();
  const texts = await Promise.all(names.map((file) => readFile(path.join(sources, file), 'utf8')));
  return cached({
    name,
    recipe: [...names, ...texts],
    build: async (into) => {
      await requireGo();
      await go(sources, 'build', ...RELEASE_FLAGS, '-o', path.join(into, name), '.');
    },
  });
}
