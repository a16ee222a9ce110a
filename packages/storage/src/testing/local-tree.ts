import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A tree as data: a text is a file, `null` an empty directory, `{ link }` a symbolic link. Keys are paths. */
export type TreeContent = Readonly<Record<string, string | null | { readonly link: string }>>;

/** Writes a tree below `root`. */
export async function writeTree(root: string, content: TreeContent): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const [path, entry] of Object.entries(content)) {
    const target = join(root, path);
    await mkdir(entry === null ? target : dirname(target), { recursive: true });
    if (typeof entry === 'string') {
      await writeFile(target, entry);
    } else if (entry !== null) {
      await symlink(entry.link, target);
    }
  }
}

/** Reads a tree back; links have become what they pointed to. */
export async function readTree(root: string): Promise<TreeContent> {
  const content: Record<string, string | null> = {};
  for (const path of (await readdir(root, { recursive: true })).sort()) {
    const target = join(root, path);
    if ((await stat(target)).isDirectory()) {
      if ((await readdir(target)).length === 0) {
        content[path] = null;
      }
    } else {
      content[path] = await readFile(target, 'utf8');
    }
  }
  return content;
}

/** Runs `test` with a temporary directory, which is removed afterwards. */
export async function withDirectory(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-storage-'));
  try {
    await test(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
