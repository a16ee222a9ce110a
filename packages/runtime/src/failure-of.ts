import { exitCode, isTiphysError } from '@tiphys/diagnostics';
import type { ExecutionState } from '@tiphys/metadata';
import type { CommandEnd } from './command.ts';

/** How a task ends that ran into this error: the task's own fault, or that of the machinery. */
export function failureOf(error: unknown): { readonly state: ExecutionState; readonly end: CommandEnd } {
  if (!isTiphysError(error)) {
    return { state: 'ERROR', end: unforeseen(error) };
  }
  const state = error.code === 'TASK' ? 'FAILED' : 'ERROR';
  return { state, end: { exitCode: error.exitCode, message: error.message } };
}

/** The local disk, which has an error code, or a bug, for which the stack is the only clue. */
function unforeseen(error: unknown): CommandEnd {
  if (!(error instanceof Error)) {
    return { exitCode: exitCode.internal, message: String(error) };
  }
  return 'code' in error && 'syscall' in error
    ? { exitCode: exitCode.infrastructure, message: `The task could not be run: ${error.message}` }
    : { exitCode: exitCode.internal, message: `This is a bug in Tiphys. ${error.stack ?? error.message}` };
}
