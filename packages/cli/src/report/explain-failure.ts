import { DiagnosticsError, errorMessage, exitCode, isTiphysError } from '@tiphys/diagnostics';
import type { CliIo } from '../io.ts';
import { writeDiagnostics } from './write-diagnostics.ts';

/**
 * Tells a person why a command ended, and gives the exit code. What the user can mend never shows a stack trace; what only
 * we can mend asks for a report, and shows one with `--debug`.
 */
export function explainFailure(error: unknown, io: CliIo, options: { readonly debug: boolean }): number {
  const stack = options.debug && error instanceof Error ? `${error.stack}\n` : '';
  if (error instanceof DiagnosticsError || isDiagnosticsError(error)) {
    writeDiagnostics(error.diagnostics, io);
    io.stderr.write(stack);
    return exitCode.failed;
  }
  if (isTiphysError(error) && error.exitCode !== exitCode.internal) {
    io.stderr.write(`error: ${error.message}\n${stack}`);
    return error.exitCode;
  }
  io.stderr.write(`internal error: ${errorMessage(error)}\n`);
  io.stderr.write(
    'This is a bug in Tiphys, not in your pipeline: please report it, with the pipeline file if you can.\n',
  );
  io.stderr.write(stack === '' ? 'hint: --debug shows where it happened\n' : stack);
  return exitCode.internal;
}

/** Also one that another bundled copy of our code made. */
function isDiagnosticsError(error: unknown): error is DiagnosticsError {
  return isTiphysError(error) && error.code === 'DIAGNOSTICS' && 'diagnostics' in error;
}
