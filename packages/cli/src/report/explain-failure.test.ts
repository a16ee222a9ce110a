import { DiagnosticsError, InfraError, InternalError, TaskError, UsageError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { createTestIo } from '../testing/test-io.ts';
import { explainFailure } from './explain-failure.ts';

function explain(error: unknown, debug = false): { code: number; err: string } {
  const io = createTestIo();
  return { code: explainFailure(error, io, { debug }), err: io.err() };
}

test.each([
  [new UsageError('no such file'), 2],
  [new InfraError('the store is away', { retriable: true }), 3],
  [new TaskError('it failed'), 1],
])('%s: its message, its code, no stack', (error, code) => {
  expect(explain(error)).toEqual({ code, err: `error: ${error.message}\n` });
  expect(explain(error, true).err).toContain('explain-failure.test.ts');
});

test.each([
  ['EACCES', 'another directory'],
  ['EROFS', 'can be written'],
  ['ENOSPC', 'make room'],
])('%s of the system is no bug of ours, and says what to do', (code, advice) => {
  const refused = Object.assign(new Error(`${code}: no, mkdir '/srv/.tiphys'`), { code, syscall: 'mkdir' });
  const { code: exit, err } = explain(refused);
  expect(exit).toBe(3);
  expect(err).toContain(`error: ${code}: no, mkdir '/srv/.tiphys'\nhint: `);
  expect(err).toContain(advice);
  expect(explain(refused, true).err).toContain('explain-failure.test.ts');
});

test('a file that is not there may well be a bug of ours', () => {
  const missing = Object.assign(new Error("ENOENT: none, open 'x'"), { code: 'ENOENT', syscall: 'open' });
  expect(explain(missing).code).toBe(70);
});

test('diagnostics are printed as such', () => {
  const error = new DiagnosticsError([{ code: 'IR-001', severity: 'error', message: 'Wrong.', path: [] }]);
  expect(explain(error)).toEqual({ code: 1, err: 'error IR-001\nWrong.\n' });
});

test.each([[new InternalError('off by one')], [new TypeError('off by one')], ['off by one']])(
  'a bug of ours (%s) asks for a report',
  (error) => {
    const { code, err } = explain(error);
    expect(code).toBe(70);
    expect(err).toContain('internal error: off by one\n');
    expect(err).toContain('please report it');
    expect(err).toContain('--debug');
    expect(err).not.toContain('explain-failure.test.ts');
  },
);

test('--debug shows where a bug is', () => {
  expect(explain(new TypeError('x'), true).err).toContain('explain-failure.test.ts');
});
