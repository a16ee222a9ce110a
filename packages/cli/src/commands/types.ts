import { dirname, relative, resolve } from 'node:path';
import { exitCode, UsageError } from '@tiphys/diagnostics';
import type { CommandContext, TypesOptions } from '../command-context.ts';
import { importSdk } from '../input/import-sdk.ts';
import { readBytes } from '../input/read-pipeline.ts';
import { writeFileAtomically } from '../input/write-file-atomically.ts';

/** `tiphys types`: writes the TypeScript module of a compiled component or pipeline. Gives the exit code. */
export async function types(file: string, { output }: TypesOptions, { io }: CommandContext): Promise<number> {
  if (!/[.](ya?ml|json)$/.test(file)) {
    throw new UsageError(`${file} is no .yaml or .json file, which a module could load`);
  }
  const bytes = await readBytes(file, io.cwd);
  const path = resolve(io.cwd, file);
  const toStdout = output === undefined || output === '-';
  // What goes to stdout is meant to stand beside the file.
  const folder = dirname(toStdout ? path : resolve(io.cwd, output));
  const { componentTypes } = await importSdk(folder, file);
  const text = componentTypes(bytes, { title: file, file: asSpecifier(relative(folder, path)) });
  if (toStdout) io.stdout.write(text);
  else await writeFileAtomically(output, text, io.cwd);
  return exitCode.ok;
}

function asSpecifier(path: string): string {
  const posix = path.replaceAll('\\', '/');
  return posix.startsWith('../') ? posix : `./${posix}`;
}
