import type { Diagnostic } from './diagnostic.ts';

/** How many diagnostics are printed for one run of a command. */
export const diagnosticLimit = 100;

/** The first `limit` diagnostics, and how many more there are. */
export function capDiagnostics(
  diagnostics: readonly Diagnostic[],
  limit: number = diagnosticLimit,
): { readonly shown: readonly Diagnostic[]; readonly leftOut: number } {
  const shown = diagnostics.slice(0, limit);
  return { shown, leftOut: diagnostics.length - shown.length };
}
