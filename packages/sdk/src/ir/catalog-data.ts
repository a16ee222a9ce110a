import type { JsonObject, JsonValue } from '@tiphys/diagnostics';

/** What a catalog collects; `platforms` by platform, then executor. */
export interface CatalogData {
  readonly components: Record<string, JsonObject>;
  readonly executors: Record<string, JsonObject>;
  readonly platforms: Record<string, Record<string, JsonValue>>;
}
