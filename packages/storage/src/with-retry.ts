import { setTimeout as delay } from 'node:timers/promises';
import { InfraError } from '@tiphys/diagnostics';

/** How often and how slowly to repeat. */
export interface RetryOptions {
  /** Calls in all. */
  readonly attempts?: number;
  /** Longest pause before the second call, in milliseconds; doubles each time. */
  readonly baseMilliseconds?: number;
  /** Longest pause at all, in milliseconds. */
  readonly maximumMilliseconds?: number;
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Calls `run` again, after a random and growing pause, as long as it fails with a retriable `InfraError`. With `progress`, which
 * must grow towards an end, calls that got further than all before do not count.
 */
export async function withRetry<T>(
  run: () => Promise<T>,
  options: RetryOptions & { readonly progress?: () => number } = {},
): Promise<T> {
  const { attempts = 5, baseMilliseconds = 200, maximumMilliseconds = 10_000, sleep = delay, progress } = options;
  let furthest = progress?.() ?? 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const reached = progress?.() ?? 0;
      if (reached > furthest) {
        furthest = reached;
        attempt = 1;
      }
      if (!(error instanceof InfraError) || !error.retriable || attempt >= attempts) {
        throw error;
      }
      const longest = Math.min(maximumMilliseconds, baseMilliseconds * 2 ** (attempt - 1));
      await sleep(longest * (0.5 + Math.random() / 2));
    }
  }
}
