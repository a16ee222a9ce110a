import type { Entrypoint } from '@tiphys/compiler';
import { z } from 'zod';

/** What images run by themselves. */
export interface EntrypointsSection {
  /**
   * For containers without a command: what their images run (`docker inspect` shows it as `Entrypoint` and `Cmd`). By the image
   * as the pipeline names it, or without its tag and digest for all of them.
   */
  readonly entrypoints?: Readonly<Record<string, Entrypoint>>;
}

const entrypoint = z.strictObject({
  command: z.array(z.string()).min(1),
  args: z.array(z.string()).exactOptional(),
});

/** The same as a schema. */
export const entrypointsShape = { entrypoints: z.record(z.string(), entrypoint).exactOptional() };
