import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a directory and all that it is in, as `mkdir -p`. Node's own `recursive` never ends below a directory that exists and
 * takes no members, such as `/proc`: it makes the parent, which succeeds, and tries again.
 *
 * @throws the error of the file system, with its code
 */
export async function makeDirectory(path: string): Promise<void> {
  make(path);
}

// Not by way of a thread: that takes ten times as long as a directory does, and tasks have a dozen of them.
function make(path: string): void {
  const problem = attempt(path);
  if (problem?.code !== 'ENOENT' || dirname(path) === path) {
    return rethrow(problem);
  }
  make(dirname(path));
  rethrow(attempt(path));
}

/** Why there is no such directory; undefined when there is one. */
function attempt(path: string): NodeJS.ErrnoException | undefined {
  const problem = problemOf(() => mkdirSync(path));
  // Takes a directory, or a link to one, for made; `recursive` says what is wrong with anything else, and ends here.
  return problem?.code === 'EEXIST' ? problemOf(() => mkdirSync(path, { recursive: true })) : problem;
}

function problemOf(run: () => unknown): NodeJS.ErrnoException | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function rethrow(problem: NodeJS.ErrnoException | undefined): void {
  if (problem !== undefined) throw problem;
}
