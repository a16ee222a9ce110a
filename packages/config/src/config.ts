import type { CacheSection } from './sections/cache.ts';
import type { EntrypointsSection } from './sections/entrypoints.ts';
import type { KubernetesSection } from './sections/kubernetes.ts';
import type { ManifestSection } from './sections/manifest.ts';
import type { PluginsSection } from './sections/plugins.ts';
import type { StoreSection } from './sections/store.ts';

/**
 * What a `tiphys.config.ts` may say. Every key is optional, a flag of the command line wins over the file, and a key that is
 * not listed here is refused.
 */
export interface TiphysConfig
  extends ManifestSection, CacheSection, EntrypointsSection, KubernetesSection, PluginsSection, StoreSection {
  /** For editors of a `tiphys.config.json`; has no effect. */
  readonly $schema?: string;
}
