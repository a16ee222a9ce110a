import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A home for a user that has none, as a variable for its command: `pip install` and many libraries want one, and a user
 * whom the image does not know is given `/`. A home that can be written to stays, and so does the lack of one.
 *
 * @param base the directory of the pod
 */
export async function usableHome(home: string | undefined, base: string): Promise<{ readonly HOME?: string }> {
  if (home === undefined) {
    return {};
  }
  try {
    await access(home, constants.W_OK);
    return {};
  } catch {
    const directory = join(base, 'home');
    await mkdir(directory, { recursive: true });
    return { HOME: directory };
  }
}
