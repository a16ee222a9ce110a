import { componentCycle } from '../diagnostics.ts';
import { findCycles } from './find-cycles.ts';
import type { RuleContext } from './rule.ts';

/** No component contains itself, directly or through others. */
export function noComponentCycle({ components, site, report }: RuleContext): void {
  const edges = new Map<string, string[]>();
  for (const { name, component } of components) {
    if (name !== undefined) {
      edges.set(
        name,
        Object.values(component.dag?.tasks ?? {}).map((task) => task.componentRef.name),
      );
    }
  }
  for (const cycle of findCycles(edges)) {
    report(componentCycle(site(['components', cycle[0] ?? '']), { components: cycle }));
  }
}
