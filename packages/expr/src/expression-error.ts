import { exitCode, TiphysError } from '@tiphys/diagnostics';

/** When an expression turned out to be wrong: read as text, checked before it ran, or run. */
export type ExpressionPhase = 'parse' | 'compile' | 'run';

/** Thrown when an expression cannot be read or has no value. Messages follow the engine that the expression is for. */
export class ExpressionError extends TiphysError {
  override readonly name = 'ExpressionError';
  readonly code = 'EXPRESSION';
  readonly exitCode = exitCode.failed;
  readonly phase: ExpressionPhase;
  /** Where in the text, in UTF-16 code units from 0, when it is known. */
  readonly offset: number | undefined;

  constructor(phase: ExpressionPhase, message: string, offset?: number) {
    super(message);
    this.phase = phase;
    this.offset = offset;
  }
}
