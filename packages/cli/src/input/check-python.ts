import { resolve } from 'node:path';
import { UsageError } from '@tiphys/diagnostics';
import { pathExists } from '@tiphys/storage';
import type { CliIo } from '../io.ts';

/**
 * Refuses a path of an interpreter that leads nowhere, before each Python task fails of it, retries and exit handlers included. A
 * name is left to the PATH of the tasks.
 *
 * @throws UsageError that says where the path was given
 */
export async function checkPython(flag: string | undefined, { cwd, env }: Pick<CliIo, 'cwd' | 'env'>): Promise<void> {
  const [python = '', from] = flag === undefined ? [env['TIPHYS_PYTHON'], 'TIPHYS_PYTHON'] : [flag, '--python'];
  if (flag === '') throw new UsageError('--python needs the path or the name of an interpreter');
  if (!python.includes('/') || (await pathExists(resolve(cwd, python)))) return;
  throw new UsageError(
    `${from} is ${python}, where there is nothing\nhint: an environment made by venv has bin/python`,
  );
}
