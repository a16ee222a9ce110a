import { schemaVersion } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** The one version of the schema that KFP 2 runs. */
export const supportedSchemaVersion = '2.1.0';

/** `schemaVersion` is the supported one. */
export function checkSchemaVersion({ spec, site, report }: RuleContext): void {
  if (spec.schemaVersion !== supportedSchemaVersion) {
    report(schemaVersion(site(['schemaVersion']), { version: spec.schemaVersion }));
  }
}
