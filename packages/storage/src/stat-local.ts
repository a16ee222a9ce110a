import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { unreadable } from './unreadable.ts';

/**
 * What a local path, or the end of its links, is.
 *
 * @throws TaskError, naming the path
 */
export async function statLocal(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}
