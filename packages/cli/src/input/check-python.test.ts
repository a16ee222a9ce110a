import { UsageError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { checkPython } from './check-python.ts';

const cwd = import.meta.dirname;

test.each([
  [undefined, undefined],
  [undefined, ''],
  [undefined, 'python3.11'],
  ['no-such-name', undefined],
  ['./check-python.ts', undefined],
  ['python3', '/no/such/python'],
  [import.meta.filename, undefined],
])('%s, TIPHYS_PYTHON %s', async (flag, variable) => {
  await expect(checkPython(flag, { cwd, env: { TIPHYS_PYTHON: variable } })).resolves.toBeUndefined();
});

test.each([
  ['', undefined, '--python needs'],
  ['venv/bin/python', undefined, '--python is venv/bin/python, where there is nothing\nhint: '],
  [undefined, '/no/such/python', 'TIPHYS_PYTHON is /no/such/python, where there is nothing'],
])('%s, TIPHYS_PYTHON %s is refused', async (flag, variable, message) => {
  const checked = checkPython(flag, { cwd, env: { TIPHYS_PYTHON: variable } });
  await expect(checked).rejects.toThrow(message);
  await expect(checked).rejects.toBeInstanceOf(UsageError);
});
