import { unknownExecutor } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** Every component's executor exists. */
export function knownExecutor({ spec, components, site, report }: RuleContext): void {
  const { executors } = spec.deploymentSpec;
  for (const { component, path } of components) {
    const label = component.executorLabel;
    if (label !== undefined && executors[label] === undefined) {
      report(unknownExecutor(site([...path, 'executorLabel']), { label, known: Object.keys(executors) }));
    }
  }
}
