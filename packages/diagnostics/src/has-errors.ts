import type { Diagnostic } from './diagnostic.ts';

/** Whether something among them is worse than a warning. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
