import type { Diagnostic } from '@tiphys/diagnostics';
import { DiagnosticsError } from '@tiphys/diagnostics';

/**
 * Stops where the fault is: a pipeline is a program, so that the stack trace leads to the line, as for any other mistake in it.
 *
 * @throws DiagnosticsError always
 */
export function fail(diagnostic: Diagnostic): never {
  throw new DiagnosticsError([diagnostic]);
}
