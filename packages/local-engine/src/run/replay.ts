import { podDigest } from './journal.ts';
import type { RecordedPod } from './journal.ts';
import type { PodRequest } from './pod-request.ts';
import type { EarlierRun } from './read-journal.ts';

/** What a resumed run takes over from its earlier lives. */
export interface Replay {
  /** What the pod came to before, if it was given the same. */
  find(request: PodRequest): RecordedPod | undefined;
  /** Whether an attempt such as `wf.a(1)` was reached. */
  hasAttempt(nodeName: string): boolean;
  /** How often the node succeeded before; undefined where there is no earlier life. */
  successes(nodeName: string): number | undefined;
}

/** Nothing: the first life of a run. */
export const noReplay: Replay = { find: () => undefined, hasAttempt: () => false, successes: () => undefined };

/** Takes over what the journal of a run tells. */
export function createReplay({ pods, attempts, successes }: EarlierRun): Replay {
  return {
    find(request) {
      const recorded = pods.get(request.nodeName);
      return recorded !== undefined && recorded.digest === podDigest(request) ? recorded : undefined;
    },
    hasAttempt: (nodeName) => attempts.has(nodeName),
    successes: (nodeName) => successes.get(nodeName) ?? 0,
  };
}
