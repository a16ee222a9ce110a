import type { PodExecutor } from './pod-request.ts';

/** Knows the pods of a run that are running, so that none outlives the run. */
export interface PodGuard {
  /** Aborted by `stop`. Signals of pods must come from it. */
  readonly signal: AbortSignal;
  /** The same executor, watched. */
  watch(execute: PodExecutor): PodExecutor;
  /** Ends whatever still runs, and waits for it. */
  stop(): Promise<void>;
}

/** A guard of one run. */
export function createPodGuard(): PodGuard {
  const controller = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    signal: controller.signal,
    watch: (execute) => (request, own) => {
      const pod = execute(request, own);
      const forget = (): boolean => running.delete(pod);
      running.add(pod);
      pod.then(forget, forget);
      return pod;
    },
    async stop() {
      controller.abort();
      await Promise.allSettled(running);
    },
  };
}
