import { timerDelay } from '../text/duration.ts';
import type { PodOutcome } from './pod-request.ts';

/** A signal for one pod, which its own deadline may abort too. */
export interface DeadlineSignal {
  readonly signal: AbortSignal;
  /** The outcome, with the deadline as its message if that is what ended the pod. */
  explain(outcome: PodOutcome): PodOutcome;
}

/** The signal of a pod that may run for so many milliseconds: that of the run, and its own. */
export function deadlineSignal(milliseconds: number | undefined, signal: AbortSignal): DeadlineSignal {
  if (milliseconds === undefined) {
    return { signal, explain: (outcome) => outcome };
  }
  const timeout = AbortSignal.timeout(timerDelay(milliseconds));
  return {
    signal: AbortSignal.any([signal, timeout]),
    explain: (outcome) =>
      timeout.aborted && !signal.aborted && outcome.phase !== 'Succeeded'
        ? { ...outcome, message: 'Pod was active on the node longer than the specified deadline' }
        : outcome,
  };
}
