/** `{ path: line }` for iterations 0 to n - 1 of a loop. */
export function each(loop: string, task: string, lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(lines.map((line, index) => [`${loop}[${String(index)}]/${task}`, line]));
}
