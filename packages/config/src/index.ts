export type { TiphysConfig } from './config.ts';
export { defineConfig } from './define-config.ts';
export { foreignConfig, noConfigExport, severalConfigs, unloadableConfig } from './diagnostics.ts';
export { readConfig } from './read-config.ts';
export type { ConfigResult } from './read-config.ts';
