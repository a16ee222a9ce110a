import { checkPlugin } from './check-plugin.ts';
import type { CheckOptions, PluginReport } from './check-plugin.ts';

/**
 * `checkPlugin` for tests, whatever runs them: gives the report of a plugin without faults.
 *
 * @throws Error with all that is wrong, one line each
 */
export function assertPlugin(value: unknown, options: CheckOptions = {}): PluginReport {
  const report = checkPlugin(value, options);
  if (report.faults.length > 0) throw new Error(['The plugin has faults:', ...report.faults].join('\n- '));
  return report;
}
