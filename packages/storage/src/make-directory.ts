import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory and all that it is in, as `mkdir -p`. Node's own `recursive` never ends below a directory that exists and
 * takes no members, such as `/proc`: it makes the parent, which succeeds, and tries again.
 *
 * @throws the error of the file system, with its code
 */
export async function makeDirectory(path: string): Promise<void> {
  const problem = await attempt(path);
  if (problem?.code !== 'ENOENT' || dirname(path) === path) {
    return rethrow(problem);
  }
  await makeDirectory(dirname(path));
  rethrow(await attempt(path));
}

/** Why there is no such directory; undefined when there is one. */
async function attempt(path: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(path);
    return undefined;
  } catch (error) {
    const problem = error as NodeJS.ErrnoException;
    return problem.code === 'EEXIST' ? existing(path) : problem;
  }
}

/** Takes a directory, or a link to one, for made; `recursive` says what is wrong with anything else, and ends here. */
async function existing(path: string): Promise<NodeJS.ErrnoException | undefined> {
  return mkdir(path, { recursive: true }).then(
    () => undefined,
    (error: unknown) => error as NodeJS.ErrnoException,
  );
}

function rethrow(problem: NodeJS.ErrnoException | undefined): void {
  if (problem !== undefined) throw problem;
}
