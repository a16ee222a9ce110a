import { z } from 'zod';
import type { TiphysConfig } from './config.ts';
import { cacheShape } from './sections/cache.ts';
import { entrypointsShape } from './sections/entrypoints.ts';
import { kubernetesShape } from './sections/kubernetes.ts';
import { manifestShape } from './sections/manifest.ts';
import { pluginsShape } from './sections/plugins.ts';
import { storeShape } from './sections/store.ts';

/** A valid configuration. Strict at every level: what it does not know is refused. */
export const configSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  ...manifestShape,
  ...cacheShape,
  ...entrypointsShape,
  ...kubernetesShape,
  ...pluginsShape,
  ...storeShape,
}) satisfies z.ZodType<TiphysConfig>;
