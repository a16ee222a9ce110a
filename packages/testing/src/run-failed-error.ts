import type { RunResult } from '@tiphys/local-engine';

/** Thrown when the run of a pipeline did not succeed. It says which tasks failed and what they printed last; `result` has every task. */
export class RunFailedError extends Error {
  override readonly name = 'RunFailedError';
  readonly result: RunResult;

  /** @param printed the last lines of each task, by path */
  constructor(result: RunResult, printed: ReadonlyMap<string, readonly string[]>) {
    const failed = Object.entries(result.tasks).filter(([, { phase, message }]) => isFailure(phase) && message);
    const lines = failed.flatMap(([path, { message }]) => [
      `${path}: ${message ?? ''}`,
      ...(printed.get(path) ?? []).map((line) => `  | ${line}`),
    ]);
    super([`the run of ${result.pipeline} ended as ${result.phase}`, ...lines].join('\n'));
    this.result = result;
  }
}

function isFailure(phase: string): boolean {
  return phase === 'Failed' || phase === 'Error';
}
