import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { journalFile } from './journal.ts';

/** The name of that run in a working directory of which something was written down last; undefined when there is none. */
export async function latestRun(workdir: string): Promise<string | undefined> {
  const directory = join(workdir, 'runs');
  const names: readonly string[] = await readdir(directory).catch(() => []);
  const written = await Promise.all(
    names.map(async (name) => ({ name, at: await writtenAt(join(directory, name, journalFile)) })),
  );
  return written.filter(({ at }) => at > 0).sort((one, other) => other.at - one.at)[0]?.name;
}

async function writtenAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
