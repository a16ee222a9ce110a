import { expect, test } from 'vitest';
import { capDiagnostics } from './cap-diagnostics.ts';
import type { Diagnostic } from './diagnostic.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';

function make(code: string, file?: string, offset = 0): Diagnostic {
  const position = { line: 1, column: 1, offset };
  const range = file === undefined ? {} : { range: { file, start: position, end: position } };
  return { code, severity: 'error', message: '', path: [], ...range };
}

test('sorts by file, place and code, and keeps the input as it is', () => {
  const input = [make('Z'), make('B', 'b', 1), make('B', 'a', 20), make('C', 'a', 3), make('A', 'a', 20), make('Y')];
  const before = [...input];
  const sorted = sortDiagnostics(input).map(
    (one) => `${one.range?.file ?? '-'}${one.range?.start.offset ?? ''}${one.code}`,
  );
  expect(sorted).toEqual(['a3C', 'a20A', 'a20B', 'b1B', '-Y', '-Z']);
  expect(input).toEqual(before);
});

test('shows 100 of them and counts the rest', () => {
  const many = Array.from({ length: 103 }, (_, index) => make(`A-${index}`));
  const { shown, leftOut } = capDiagnostics(many);
  expect([shown.length, shown[0]?.code, leftOut]).toEqual([100, 'A-0', 3]);
  expect(capDiagnostics(many.slice(0, 100)).leftOut).toBe(0);
});
