import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { exitCode, UsageError } from '@tiphys/diagnostics';
import type { CommandContext } from '../command-context.ts';
import { projectFiles } from '../init/project-files.ts';
import { writeFileAtomically } from '../input/write-file-atomically.ts';
import { version } from '../version.ts';

/**
 * `tiphys init`: writes a project with a small pipeline and its tests. Gives the exit code.
 *
 * @throws UsageError where one of its files is there already: nothing is written then
 */
export async function init(folder: string, { io }: CommandContext): Promise<number> {
  const target = resolve(io.cwd, folder);
  const files = projectFiles(packageName(basename(target)), version);
  const present = new Set(await readdir(target).catch(() => []));
  const taken = Object.keys(files).filter((name) => present.has(name));
  if (taken.length > 0) {
    throw new UsageError(`${folder} has ${taken.join(', ')} already\nhint: name a new folder: tiphys init my-pipeline`);
  }
  for (const [name, text] of Object.entries(files)) await writeFileAtomically(join(folder, name), text, io.cwd);
  const steps = [...(folder === '.' ? [] : [`cd ${folder}`]), 'npm install', 'npm test', 'npm start'];
  io.stdout.write(`made ${Object.keys(files).join(', ')}\n\nNext\n${steps.map((step) => `  ${step}\n`).join('')}`);
  return exitCode.ok;
}

/** What npm takes for a name. */
function packageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'pipeline' : name;
}
