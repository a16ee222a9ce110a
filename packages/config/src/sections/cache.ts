import { cacheProbes, parseCacheDuration } from '@tiphys/backend-argo';
import type { CacheSettings } from '@tiphys/backend-argo';
import { z } from 'zod';

/** For how long cached results are good, and who looks for them. */
export interface CacheSection {
  /** Limits of time for tasks that are cached; it switches no caching on, and without it results are good for ever. */
  readonly cache?: CacheSettings;
}

const duration = z
  .string()
  .refine(
    (text) => parseCacheDuration(text) !== undefined,
    'A duration is a whole number with s, m, h, d or w: 90s, 15m, 12h, 7d, 4w.',
  );

const limits = { ttl: duration.exactOptional(), maxAge: duration.exactOptional() };

/** The same as a schema. */
export const cacheShape = {
  cache: z
    .strictObject({
      ...limits,
      probe: z.enum(cacheProbes).exactOptional(),
      tasks: z.record(z.string(), z.strictObject(limits)).exactOptional(),
    })
    .exactOptional(),
};
