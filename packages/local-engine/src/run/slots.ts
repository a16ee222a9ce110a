/** A counting semaphore: at most so many at a time, first come, first served. */
export interface Slots {
  /** Waits for a free slot. Rejects with the signal's reason when it is aborted before. */
  acquire(signal?: AbortSignal): Promise<void>;
  /** Gives a slot back. */
  release(): void;
}

/** Slots for `limit` users at a time. */
export function createSlots(limit: number): Slots {
  let free = limit;
  // A Set: first in, first out, and an aborted waiter leaves without a search.
  const waiting = new Set<() => void>();
  return {
    async acquire(signal) {
      signal?.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const enter = (): void => resolve(undefined);
      const leave = (): void => {
        waiting.delete(enter);
        reject(signal?.reason as Error);
      };
      waiting.add(enter);
      signal?.addEventListener('abort', leave, { once: true });
      try {
        await promise;
      } finally {
        signal?.removeEventListener('abort', leave);
      }
    },
    release() {
      const [next] = waiting;
      if (next === undefined) {
        free += 1;
      } else {
        waiting.delete(next);
        next();
      }
    },
  };
}
