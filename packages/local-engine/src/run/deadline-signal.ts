import type { Template } from '../manifest/manifest.ts';
import { parseDuration } from '../text/duration.ts';
import type { PodOutcome } from './pod-request.ts';

/** A signal for one pod, which its own deadline may abort too. */
export interface DeadlineSignal {
  readonly signal: AbortSignal;
  /** The outcome, with the deadline as its message if that is what ended the pod. */
  explain(outcome: PodOutcome): PodOutcome;
}

/** The signal of a leaf template: the run's, and its `activeDeadlineSeconds` or `timeout`. */
export function deadlineSignal(template: Template, signal: AbortSignal): DeadlineSignal {
  const limits = [parseDuration(String(template.activeDeadlineSeconds ?? '')), parseDuration(template.timeout ?? '')];
  const milliseconds = Math.min(...limits.map((limit) => limit ?? Infinity));
  if (milliseconds === Infinity) {
    return { signal, explain: (outcome) => outcome };
  }
  const timeout = AbortSignal.timeout(milliseconds);
  return {
    signal: AbortSignal.any([signal, timeout]),
    explain: (outcome) =>
      timeout.aborted && !signal.aborted && outcome.phase !== 'Succeeded'
        ? { ...outcome, message: 'Pod was active on the node longer than the specified deadline' }
        : outcome,
  };
}
