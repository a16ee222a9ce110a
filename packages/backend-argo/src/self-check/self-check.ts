import type { Workflow } from '@tiphys/argo-types';
import { invariant } from '@tiphys/diagnostics';
import { checkDags } from './check-dags.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkLoops } from './check-loops.ts';
import { checkNames } from './check-names.ts';
import { checkPods } from './check-pods.ts';
import { checkReferences } from './check-references.ts';
import { checkTexts } from './check-texts.ts';
import type { SelfCheckRule } from './self-check-rule.ts';

const rules: readonly SelfCheckRule[] = [
  checkNames,
  checkReferences,
  checkExpressions,
  checkDags,
  checkLoops,
  checkPods,
  checkTexts,
];

/** Throws an `InternalError` that names the rule when the compiler broke one. */
export function selfCheck(workflow: Workflow): void {
  for (const rule of rules) {
    const faults = rule.check(workflow);
    invariant(faults.length === 0, `self-check ${rule.name}: ${faults.slice(0, 3).join('; ')}`);
  }
}

/** The same of what others made of a workflow, as data. */
export function selfCheckFaults(workflow: Workflow): readonly string[] {
  return rules.flatMap((rule) => rule.check(workflow));
}
