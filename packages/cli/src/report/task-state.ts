import type { ExecutionState } from '@tiphys/metadata';
import type { Paint } from './color.ts';

/** A state of a task or a run, in a word. */
function describeState(state: ExecutionState | 'PENDING'): string {
  return state.toLowerCase();
}

/** The same, in its colour. */
export function paintState(state: ExecutionState | 'PENDING', paint: Paint): string {
  const text = describeState(state);
  switch (state) {
    case 'SUCCEEDED':
    case 'CACHED':
      return paint.green(text);
    case 'FAILED':
    case 'ERROR':
      return paint.red(text);
    case 'RUNNING':
      return paint.cyan(text);
    case 'PENDING':
      return paint.dim(text);
  }
}
