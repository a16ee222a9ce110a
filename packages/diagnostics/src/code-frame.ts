import type { SourceRange } from './diagnostic.ts';
import type { Paint } from './paint.ts';
import { visibleText } from './visible-text.ts';

/** Lines of KFP files can be thousands of columns long: this much of one is shown. */
const frameWidth = 100;
/** How many lines are shown before and after the one at fault. */
const context = 2;

/**
 * The lines around the start of `range`, with the place underlined:
 *
 *       3 | root:
 *     > 4 |   dga:
 *         |   ^^^
 *       5 |     tasks: {}
 */
export function codeFrame(source: string, range: SourceRange, paint: Paint): string {
  const lines = source.split(/\r\n|\n|\r/);
  const target = Math.min(range.start.line, lines.length);
  let first = Math.max(1, target - context);
  let last = Math.min(lines.length, target + context);
  while (first < target && isBlank(lines[first - 1])) {
    first += 1;
  }
  while (last > target && isBlank(lines[last - 1])) {
    last -= 1;
  }
  const gutter = String(last).length;
  const shift = windowStart(lines[target - 1] ?? '', range.start.column);
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const line = cut(lines[number - 1] ?? '', shift);
    const label = String(number).padStart(gutter);
    if (number !== target) {
      frame.push(`${paint.dim(`  ${label} |`)} ${line}`.trimEnd());
      continue;
    }
    const underline = paint.red(underlining(lines[number - 1] ?? '', range, shift));
    frame.push(`${paint.red('>')} ${paint.dim(`${label} |`)} ${line}`.trimEnd());
    frame.push(`${paint.dim(`  ${' '.repeat(gutter)} |`)} ${underline}`);
  }
  return frame.join('\n');
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

/** The first column (from 0) that is shown, so that the place itself is in sight. */
function windowStart(line: string, column: number): number {
  return line.length <= frameWidth || column <= frameWidth * 0.8 ? 0 : column - 1 - frameWidth / 2;
}

function cut(line: string, shift: number): string {
  const part = visibleText(line.slice(shift, shift + frameWidth));
  return `${shift > 0 && part !== '' ? '…' : ''}${part}${line.length > shift + frameWidth ? '…' : ''}`;
}

function underlining(line: string, range: SourceRange, shift: number): string {
  const column = Math.min(range.start.column - 1, line.length);
  const sameLine = range.end.line === range.start.line;
  const stop = Math.min(sameLine ? range.end.column - 1 : line.length, shift + frameWidth, line.length);
  const before = visibleText(line.slice(shift, column)).replace(/[^\t]/gu, ' ');
  const marked = [...visibleText(line.slice(column, stop)).trimEnd()].length;
  return `${shift > 0 ? ' ' : ''}${before}${'^'.repeat(Math.max(1, marked))}`;
}
