import { expect, test } from 'vitest';
import type { Diagnostic, SourceRange } from './diagnostic.ts';
import { formatDiagnostic, formatDiagnostics } from './format-diagnostic.ts';

const source = [
  'root:',
  '  dag:',
  '    tasks:',
  '      train:',
  '        componentRef: {name: comp-trian}',
  '',
  '',
].join('\n');

function range(line: number, column: number, length: number, file = 'pipeline.yaml'): SourceRange {
  const offset = line * 1000 + column;
  return { file, start: { line, column, offset }, end: { line, column: column + length, offset: offset + length } };
}

const unknown: Diagnostic = {
  code: 'IR-024',
  severity: 'error',
  message: 'There is no component "comp-trian".',
  path: ['root', 'dag', 'tasks', 'train', 'componentRef'],
  range: range(5, 30, 10),
  hint: 'Did you mean "comp-train"?',
};

test('prints place, sentence, code frame and hint', () => {
  expect(formatDiagnostic(unknown, { source })).toBe(
    [
      'error IR-024 pipeline.yaml:5:30 at root.dag.tasks.train.componentRef',
      'There is no component "comp-trian".',
      '  3 |     tasks:',
      '  4 |       train:',
      '> 5 |         componentRef: {name: comp-trian}',
      '    |                              ^^^^^^^^^^',
      'hint: Did you mean "comp-train"?',
    ].join('\n'),
  );
});

test('leaves out what is not known', () => {
  expect(formatDiagnostic({ code: 'X-1', severity: 'warning', message: 'Odd.', path: [] }, { source })).toBe(
    'warning X-1\nOdd.',
  );
});

test('colours severity, code and underline', () => {
  const printed = formatDiagnostic({ ...unknown, path: [], range: range(1, 1, 4) }, { source: 'root:', color: true });
  expect(printed.split('\n')).toEqual([
    '\u001b[1m\u001b[31merror\u001b[39m\u001b[22m \u001b[1mIR-024\u001b[22m pipeline.yaml:1:1',
    'There is no component "comp-trian".',
    '\u001b[31m>\u001b[39m \u001b[2m1 |\u001b[22m root:',
    '\u001b[2m    |\u001b[22m \u001b[31m^^^^\u001b[39m',
    '\u001b[36mhint:\u001b[39m Did you mean "comp-train"?',
  ]);
});

test('never sends control characters of the file to the terminal', () => {
  const printed = formatDiagnostic(
    { ...unknown, message: 'bad \u001b[2J', path: ['a\u0007'], range: range(1, 4, 1) },
    { source: 'a: \u001b[31mred\u0007' },
  );

  expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect(printed).toContain('> 1 | a: \\u001b[31mred\\u0007');
});

test('shows the part of a long line where the fault is', () => {
  const line = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`;
  const frame = formatDiagnostic({ ...unknown, range: range(1, 501, 4) }, { source: line })
    .split('\n')
    .slice(2, 4);
  const [shown = '', marks = ''] = frame;
  expect(shown.length).toBeLessThan(115);
  expect(shown.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('HERE');
});

test('underlines the rest of the first line of a longer range', () => {
  const start = { line: 2, column: 3, offset: 0 };
  const end = { line: 4, column: 1, offset: 0 };
  const printed = formatDiagnostic({ ...unknown, range: { file: 'f', start, end } }, { source: 'a\n  bcd\ne\n' });
  expect(printed).toContain('> 2 |   bcd\n    |   ^^^\n');
});

test('points behind the last character at the end of a file', () => {
  const printed = formatDiagnostic({ ...unknown, range: range(2, 1, 1) }, { source: 'a: [\n' });
  expect(printed).toContain('  1 | a: [\n> 2 |\n    | ^\n');
});

test('shows no lines of a binary file', () => {
  expect(formatDiagnostic({ ...unknown, range: range(1, 1, 1) }, { source: '\0\0' })).not.toContain('|');
});

test('prints a list in order of place, with what was left out', () => {
  const at = (line: number, code: string): Diagnostic => ({
    code,
    severity: 'error',
    message: 'No.',
    path: [],
    range: range(line, 1, 1),
  });
  expect(formatDiagnostics([at(2, 'A-2'), at(1, 'A-3'), at(2, 'A-1')], { limit: 2 })).toBe(
    'error A-3 pipeline.yaml:1:1\nNo.\n\nerror A-1 pipeline.yaml:2:1\nNo.\n\n1 more not shown',
  );
  expect(formatDiagnostics([])).toBe('');
});
