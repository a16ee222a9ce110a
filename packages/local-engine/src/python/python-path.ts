import { access, realpath, rename, writeFile, chmod } from 'node:fs/promises';
import { createHash, randomUUID } from 'node:crypto';
import { delimiter, dirname, join, resolve } from 'node:path';
import { makeDirectory } from '@tiphys/storage';

/** A `PATH` on which `python3` is this interpreter. `directory` takes a wrapper where a directory of its own will not do. */
export async function pythonPath(python: string, path: string, directory: string): Promise<string> {
  const own = resolve(python);
  const bin = dirname(own);
  if (await isSameFile(join(bin, 'python3'), own)) {
    return [bin, path].join(delimiter);
  }
  const wrappers = join(directory, createHash('sha256').update(own).digest('hex').slice(0, 16));
  await makeDirectory(wrappers);
  // A link would not do: an interpreter finds its virtual environment by its own path.
  const text = `#!/bin/sh\nexec '${own.replaceAll("'", `'\\''`)}' "$@"\n`;
  for (const name of ['python3', 'python']) {
    const temporary = join(wrappers, `${name}.${randomUUID()}`);
    await writeFile(temporary, text);
    await chmod(temporary, 0o755);
    await rename(temporary, join(wrappers, name));
  }
  return [wrappers, bin, path].join(delimiter);
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  try {
    await access(a);
    return (await realpath(a)) === (await realpath(b));
  } catch {
    return false;
  }
}
