import type { Template } from '@tiphys/argo-types';
import type { RetryPolicy } from '@tiphys/compiler';

/**
 * Argo's retry of a leaf. `Always` also covers lost pods. `maxDuration` is left out: Argo would not only stop retrying
 * after it, but kill a running attempt (argo-facts 3.4; B25), so only the delay itself is bounded where the limit allows.
 */
export function lowerRetry(retry: RetryPolicy): NonNullable<Template['retryStrategy']> {
  return {
    limit: String(retry.limit),
    retryPolicy: 'Always',
    ...(retry.backoffSeconds > 0 && {
      backoff: { duration: String(Math.ceil(retry.backoffSeconds)), factor: String(retry.backoffFactor) },
    }),
  };
}
