import type { PodOutcome } from '../run/pod-request.ts';

/** A pod that failed before its command ran. */
export function failedPod(message: string, log?: string): PodOutcome {
  return {
    phase: 'Failed',
    message,
    outputs: new Map(),
    report: { cached: false, exitCode: 1, ...(log !== undefined && { log }) },
  };
}
