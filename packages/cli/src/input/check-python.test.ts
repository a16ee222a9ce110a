import { UsageError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { checkPython } from './check-python.ts';

const cwd = import.meta.dirname;
const PATH = `/nowhere:${cwd}`;

test.each([
  [undefined, undefined],
  [undefined, ''],
  ['check-python.ts', undefined],
  [undefined, 'check-python.ts'],
  ['./check-python.ts', undefined],
  ['check-python.ts', '/no/such/python'],
  [import.meta.filename, undefined],
])('%s, TIPHYS_PYTHON %s', async (flag, variable) => {
  await expect(checkPython(flag, { cwd, env: { TIPHYS_PYTHON: variable, PATH } })).resolves.toBeUndefined();
});

test.each([
  ['', undefined, '--python needs'],
  ['--json', undefined, '--python needs an interpreter, and what follows is --json'],
  ['no-such-name', undefined, '--python is no-such-name, and there is no such program on the PATH'],
  [undefined, 'no-such-name', 'TIPHYS_PYTHON is no-such-name, and there is no such program on the PATH'],
  ['venv/bin/python', undefined, '--python is venv/bin/python, where there is nothing\nhint: '],
  [undefined, '/no/such/python', 'TIPHYS_PYTHON is /no/such/python, where there is nothing'],
])('%s, TIPHYS_PYTHON %s is refused', async (flag, variable, message) => {
  const checked = checkPython(flag, { cwd, env: { TIPHYS_PYTHON: variable, PATH } });
  await expect(checked).rejects.toThrow(message);
  await expect(checked).rejects.toBeInstanceOf(UsageError);
});

test('without a PATH nothing can be said of a name', async () => {
  await expect(checkPython('no-such-name', { cwd, env: {} })).resolves.toBeUndefined();
});
