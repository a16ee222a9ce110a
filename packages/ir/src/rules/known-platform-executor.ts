import { unknownPlatformExecutor } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** The platform document configures executors that exist. KFP ignores others; here they are at least named. */
export function knownPlatformExecutor({ spec, platform, site, report }: RuleContext): void {
  const known = spec.deploymentSpec.executors;
  for (const label of Object.keys(platform?.platforms.kubernetes?.deploymentSpec?.executors ?? {})) {
    if (known[label] === undefined) {
      const at = site(['platforms', 'kubernetes', 'deploymentSpec', 'executors', label]);
      report(unknownPlatformExecutor(at, { label, known: Object.keys(known) }));
    }
  }
}
