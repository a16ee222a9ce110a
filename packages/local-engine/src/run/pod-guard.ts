import type { PodExecutor } from './engine.ts';

/** Knows the pods of a run that are running, so that none outlives the run. */
export interface PodGuard {
  /** Aborted when the user stops the run, and by `stop`. */
  readonly signal: AbortSignal;
  /** The same executor, watched. */
  watch(execute: PodExecutor): PodExecutor;
  /** Ends whatever still runs, and waits for it. */
  stop(): Promise<void>;
}

/** A guard under the user's own signal. */
export function createPodGuard(signal: AbortSignal): PodGuard {
  const controller = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    signal: AbortSignal.any([signal, controller.signal]),
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
