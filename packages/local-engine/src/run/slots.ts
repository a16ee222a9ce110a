/** A counting semaphore: at most so many at a time, first come, first served. */
export interface Slots {
  /** Waits for a free slot. Rejects with the signal's reason when it is aborted before. */
  acquire(signal?: AbortSignal): Promise<void>;
  /** Gives a slot back. */
  release(): void;
}

interface Waiter {
  readonly enter: () => void;
  readonly giveUp: (reason: unknown) => void;
  readonly signal: AbortSignal | undefined;
}

/** Slots for `limit` users at a time. */
export function createSlots(limit: number): Slots {
  let free = limit;
  // A Set: first in, first out, and whoever gives up leaves without a search.
  const waiting = new Set<Waiter>();
  // One listener per signal: thousands wait with the same one, and listeners are found by walking all of them.
  const listening = new WeakSet<AbortSignal>();

  function listen(signal: AbortSignal): void {
    if (listening.has(signal)) {
      return;
    }
    listening.add(signal);
    const onAbort = (): void => {
      for (const waiter of waiting) {
        if (waiter.signal === signal) {
          waiting.delete(waiter);
          waiter.giveUp(signal.reason);
        }
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
  }

  return {
    async acquire(signal) {
      signal?.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return;
      }
      if (signal !== undefined) {
        listen(signal);
      }
      await new Promise<void>((enter, giveUp) => waiting.add({ enter, giveUp, signal }));
    },
    release() {
      const [next] = waiting;
      if (next === undefined) {
        free += 1;
      } else {
        waiting.delete(next);
        next.enter();
      }
    },
  };
}
