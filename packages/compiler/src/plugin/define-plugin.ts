import type { Plugin } from './plugin.ts';

/**
 * Gives the plugin back as it is; its only use is that the editor knows its parts.
 *
 * @public
 */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}
