import { delimiter, join, resolve } from 'node:path';
import { UsageError } from '@tiphys/diagnostics';
import { pathExists } from '@tiphys/storage';
import type { CliIo } from '../io.ts';

/**
 * Refuses an interpreter that is not there, before each Python task fails of it, retries and exit handlers included. A name is looked
 * for on the PATH, as that of the tasks is the same.
 *
 * @throws UsageError that says where the path was given
 */
export async function checkPython(flag: string | undefined, { cwd, env }: Pick<CliIo, 'cwd' | 'env'>): Promise<void> {
  const [python = '', from] = flag === undefined ? [env['TIPHYS_PYTHON'], 'TIPHYS_PYTHON'] : [flag, '--python'];
  // A variable of the shell that is not set makes the next flag its value.
  if (flag?.startsWith('-') === true)
    throw new UsageError(`--python needs an interpreter, and what follows is ${flag}`);
  if (flag === '') throw new UsageError('--python needs the path or the name of an interpreter');
  const isName = !python.includes('/');
  if (python === '' || (isName && env['PATH'] === undefined)) return;
  const places = isName ? (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, python)) : [python];
  for (const place of places) {
    if (await pathExists(resolve(cwd, place))) return;
  }
  throw new UsageError(
    isName
      ? `${from} is ${python}, and there is no such program on the PATH`
      : `${from} is ${python}, where there is nothing\nhint: an environment made by venv has bin/python`,
  );
}
