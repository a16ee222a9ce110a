import { unknownComponent } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** Every task's component exists. */
export function knownComponent({ spec, tasks, site, report }: RuleContext): void {
  for (const { task, path, component } of tasks) {
    if (component === undefined) {
      const { name } = task.componentRef;
      report(unknownComponent(site([...path, 'componentRef', 'name']), { name, known: Object.keys(spec.components) }));
    }
  }
}
