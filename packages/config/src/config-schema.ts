import { z } from 'zod';
import type { TiphysConfig } from './config.ts';
import { entrypointsShape } from './sections/entrypoints.ts';
import { manifestShape } from './sections/manifest.ts';
import { pluginsShape } from './sections/plugins.ts';

/** A valid configuration. Strict at every level: what it does not know is refused. */
export const configSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  ...manifestShape,
  ...entrypointsShape,
  ...pluginsShape,
}) satisfies z.ZodType<TiphysConfig>;
