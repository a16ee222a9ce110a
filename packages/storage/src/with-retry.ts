import { setTimeout as delay } from 'node:timers/promises';
import { InfraError } from '@tiphys/diagnostics';

/** How often and how slowly to repeat. */
export interface RetryOptions {
  /** Calls in all. */
  readonly attempts?: number;
  /** Longest pause before the second call, in milliseconds; doubles each time. */
  readonly baseMilliseconds?: number;
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

/** Calls `run` again, after a random and growing pause, as long as it fails with a retriable `InfraError`. */
export async function withRetry<T>(run: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const { attempts = 5, baseMilliseconds = 200, sleep = delay } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof InfraError) || !error.retriable || attempt >= attempts) {
        throw error;
      }
      await sleep(baseMilliseconds * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
  }
}
