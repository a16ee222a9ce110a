import type { TiphysConfig } from './config.ts';

/**
 * Gives the configuration back as it is; its only use is that the editor knows the keys and underlines a typo.
 *
 *     export default defineConfig({ argoVersion: '3.7' });
 */
export function defineConfig(config: TiphysConfig): TiphysConfig {
  return config;
}
