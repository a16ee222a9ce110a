import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from './line-splitter.ts';

function linesOf(chunks: readonly Buffer[]): readonly string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

test('lines are the same however the output comes, in the middle of a character too', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'ü', '\u{1f6a2}', '\n', ' ') }),
      fc.array(fc.nat(60)),
      (text, cuts) => {
        const bytes = Buffer.from(text);
        const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
        expect(linesOf(chunks)).toEqual(text === '' ? [] : text.replace(/\n$/, '').split('\n'));
      },
    ),
  );
});

test('of a progress bar the last state, and a line that does not end comes in parts', () => {
  expect(linesOf([Buffer.from('10 %\r50 %\r100 %\r\nwindows\r\n')])).toEqual(['100 %', 'windows']);
  const parts = linesOf([Buffer.from('x'.repeat(40_000))]);
  expect(parts.join('')).toBe('x'.repeat(40_000));
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(16 * 1024);
});
