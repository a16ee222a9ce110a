import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './build-cache.ts';
import { go, RELEASE_FLAGS, requireGo } from './go.ts';

/** Path of our `crd-check` program (e2e/crd-check), built unless it is there already for these very sources. */
export async function crdCheckProgram(): Promise<string> {
  const sources = path.join(import.meta.dirname, '../crd-check');
  const names = (await readdir(sources)).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(sources, name), 'utf8')));
  const folder = await cached({
    name: 'crd-check',
    recipe: [...names, ...texts],
    build: async (into) => {
      await requireGo();
      await go(sources, 'build', ...RELEASE_FLAGS, '-o', path.join(into, 'crd-check'), '.');
    },
  });
  return path.join(folder, 'crd-check');
}
