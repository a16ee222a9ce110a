import { rootNotDag } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** The root component is a DAG. */
export function rootIsDag({ spec, site, report }: RuleContext): void {
  if (spec.root.dag === undefined) {
    report(rootNotDag(site(['root'])));
  }
}
