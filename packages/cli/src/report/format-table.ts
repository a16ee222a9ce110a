import { stripVTControlCharacters } from 'node:util';
import { visibleText } from '@tiphys/diagnostics';
import type { Paint } from './color.ts';

/** A cell: plain text, which may be anything that users write, or text that is painted already. */
export type Cell = string | { readonly painted: string };

/** Columns that line up, two spaces between them; the last is not filled up. Without rows there is nothing, not even a head. */
export function formatTable(head: readonly string[], rows: readonly (readonly Cell[])[], paint: Paint): string {
  if (rows.length === 0) return '';
  const lines = [head.map((name) => paint.bold(name)), ...rows.map((row) => row.map(textOf))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  return lines
    .map((line) => line.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? visibleText(cell.replaceAll(/\s+/g, ' ')) : cell.painted;
}

function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
