import type { Diagnostic } from './diagnostic.ts';

const brand = Symbol.for('tiphys.error');

/** What a process exits with. */
export const exitCode = { ok: 0, failed: 1, usage: 2, infrastructure: 3, internal: 70 } as const;

type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Base of every error that Tiphys throws on purpose. */
export abstract class TiphysError extends Error {
  abstract readonly code: string;
  abstract readonly exitCode: ExitCode;
  readonly [brand] = true;

  /** The wire form: no stack, no cause. */
  toJSON(): { code: string; message: string } {
    return { code: this.code, message: this.message };
  }
}

/** Thrown at the edge of an API when the user's input has errors. */
export class DiagnosticsError extends TiphysError {
  override readonly name = 'DiagnosticsError';
  readonly code = 'DIAGNOSTICS';
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];

  /** @param code `usage` when it is the call that is wrong, because it names something that is not there */
  constructor(diagnostics: readonly Diagnostic[], code: ExitCode = exitCode.failed) {
    super(diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`).join('\n'));
    this.diagnostics = diagnostics;
    this.exitCode = code;
  }
}

/** Thrown when Tiphys was called wrongly: an unknown option, a missing file. */
export class UsageError extends TiphysError {
  override readonly name = 'UsageError';
  readonly code = 'USAGE';
  readonly exitCode = exitCode.usage;
}

/** Thrown when a task failed: the user's command, its outputs or its inputs. */
export class TaskError extends TiphysError {
  override readonly name = 'TaskError';
  readonly code = 'TASK';
  readonly exitCode = exitCode.failed;
}

/** Thrown when something that Tiphys depends on failed: the object store, the disk, the cluster. */
export class InfraError extends TiphysError {
  override readonly name = 'InfraError';
  readonly code = 'INFRA';
  readonly exitCode = exitCode.infrastructure;
  /** Whether the same call may succeed later. */
  readonly retriable: boolean;

  constructor(message: string, options: { readonly retriable: boolean; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retriable = options.retriable;
  }
}

/** Thrown by `invariant`: a bug in Tiphys, not in the user's input. */
export class InternalError extends TiphysError {
  override readonly name = 'InternalError';
  readonly code = 'INTERNAL';
  readonly exitCode = exitCode.internal;
}

/** Whether `error` is one of ours, also when it comes from another bundled copy of this package. */
export function isTiphysError(error: unknown): error is TiphysError {
  return typeof error === 'object' && error !== null && brand in error;
}

/** Asserts what must hold if Tiphys has no bug. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) {
    throw new InternalError(`${message} (this is a bug in Tiphys)`);
  }
}
