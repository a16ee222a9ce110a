import { access } from 'node:fs/promises';

/** Whether there is a file or a directory; of a link, whether it leads to one. */
export async function pathExists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
