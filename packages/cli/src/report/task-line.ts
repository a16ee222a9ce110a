import { stripVTControlCharacters } from 'node:util';
import { visibleText } from '@tiphys/diagnostics';
import type { Paint } from './color.ts';

const colors = ['cyan', 'magenta', 'yellow', 'blue', 'green'] as const;

/**
 * A line that a task printed, behind the task's path. A task keeps its colour. What would move the cursor of the terminal is
 * taken out of the text: other lines stand around it.
 */
export function taskLine(path: string, text: string, paint: Paint): string {
  const number = [...path].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521, 7);
  const color = colors[number % colors.length] ?? 'cyan';
  const plain = stripVTControlCharacters(text).replaceAll('\t', '    ');
  return `${paint[color](`${visibleText(path)} |`)} ${visibleText(plain)}`.trimEnd();
}
