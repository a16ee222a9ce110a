import type { Diagnostic } from './diagnostic.ts';

/** A new list in a stable order: by file, position in it, then code. Diagnostics without a place come last. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (left, right) => compareFiles(left, right) || start(left) - start(right) || compareText(left.code, right.code),
  );
}

function compareFiles(left: Diagnostic, right: Diagnostic): number {
  if (left.range === undefined || right.range === undefined) {
    return Number(left.range === undefined) - Number(right.range === undefined);
  }
  return compareText(left.range.file, right.range.file);
}

function start(diagnostic: Diagnostic): number {
  return diagnostic.range?.start.offset ?? 0;
}

/** By code unit, so that the order is the same under every locale. */
function compareText(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
