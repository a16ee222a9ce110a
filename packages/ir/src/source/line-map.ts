import type { SourcePosition, SourceRange } from '@tiphys/diagnostics';

/** Turns offsets into positions for one file. */
export interface LineMap {
  readonly position: (offset: number) => SourcePosition;
  readonly range: (start: number, end: number) => SourceRange;
}

/** Line breaks are LF, CR and CR LF. */
export function createLineMap(text: string, file: string): LineMap {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    starts.push(match.index + match[0].length);
  }
  const position = (offset: number): SourcePosition => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset };
  };
  return { position, range: (start, end) => ({ file, start: position(start), end: position(end) }) };
}
