import { DiagnosticsError, errorMessage, exitCode, isTiphysError } from '@tiphys/diagnostics';
import type { CliIo } from '../io.ts';
import { writeDiagnostics } from './write-diagnostics.ts';

/**
 * What the system refuses whoever asks, and what to do about it: no bug of ours, wherever it comes from. Codes that a mistake
 * of ours would give as well, such as `ENOENT`, are not among them.
 */
const refusals: Readonly<Record<string, string>> = {
  EACCES: 'see that this user may read and write there, or work in another directory',
  EPERM: 'see that this user may do that, or work in another directory',
  EROFS: 'work in a directory that can be written',
  ENOTDIR: 'there is a file where a directory belongs: move it away',
  ENOSPC: 'make room on that disk: tiphys store gc says what could go from a store',
  EDQUOT: 'make room: tiphys store gc says what could go from a store',
  EIO: 'see what is wrong with that disk',
  EMFILE: 'allow more open files (ulimit -n), or run fewer tasks at a time',
  ENFILE: 'allow the system more open files, or run fewer tasks at a time',
};

/**
 * Tells a person why a command ended, and gives the exit code. What the user can mend never shows a stack trace; what only
 * we can mend asks for a report, and shows one with `--debug`.
 */
export function explainFailure(error: unknown, io: CliIo, options: { readonly debug: boolean }): number {
  const stack = options.debug && error instanceof Error ? `${error.stack}\n` : '';
  if (error instanceof DiagnosticsError || isDiagnosticsError(error)) {
    writeDiagnostics(error.diagnostics, io);
    io.stderr.write(stack);
    return error.exitCode;
  }
  if (isTiphysError(error) && error.exitCode !== exitCode.internal) {
    io.stderr.write(`error: ${error.message}\n${stack}`);
    return error.exitCode;
  }
  const advice = adviceFor(error);
  if (advice !== undefined) {
    io.stderr.write(`error: ${errorMessage(error)}\nhint: ${advice}\n${stack}`);
    return exitCode.infrastructure;
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

/** Only of an error that a system call gave. */
function adviceFor(error: unknown): string | undefined {
  const { code, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  return syscall === undefined || code === undefined || !Object.hasOwn(refusals, code) ? undefined : refusals[code];
}
