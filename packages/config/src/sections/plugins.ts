import type { Plugin } from '@tiphys/compiler/plugin';
import { z } from 'zod';

/** What extends the compiler. */
export interface PluginsSection {
  /**
   * Plugins, in the order in which they run: made in place, imported, or the name of a module whose default export is one (a
   * package, or a file as `./plugin.ts` beside the configuration).
   */
  readonly plugins?: readonly (Plugin | string)[];
}

/** Only a shape from afar: what a plugin is made of is checked when it is loaded, for those of `--plugin` too. */
const plugin = z.custom<Plugin | string>(
  (value) => (typeof value === 'object' && value !== null) || (typeof value === 'string' && value !== ''),
  'Give a plugin, or the name of a module.',
);

/** The same as a schema. */
export const pluginsShape = { plugins: z.array(plugin).exactOptional() };
