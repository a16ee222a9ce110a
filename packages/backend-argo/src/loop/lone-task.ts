import type { Binding, Plan, Task } from '@tiphys/compiler';
import { invariant } from '@tiphys/diagnostics';
import type { ReadInputs } from '../scope/read-inputs.ts';

/**
 * The task that a loop can run itself, without a DAG around it: each iteration is one node then and not two. It is the only one of the
 * body, runs one pod, and Argo collects of it what it would of a DAG. So it has no condition, since there would be nothing to collect of what was
 * skipped; no probe, which is a DAG; and no retries, whose outputs some versions lose (argo-facts 2.5). Nor does an expression read the
 * item, which is made in the very pass that makes the iterations.
 */
export function loneTask(plan: Plan, { loop, target }: Task, reads: ReadInputs): Task | undefined {
  if (loop === undefined || target.kind !== 'scope') return undefined;
  const body = plan.scopes[target.scope];
  invariant(body !== undefined, `the plan has no scope ${target.scope}`);
  const [task, ...others] = body.tasks;
  if (task === undefined || others.length > 0 || !isPlain(task)) return undefined;
  const picks = Object.values(task.inputs.parameters).some((binding) => picksFrom(binding, loop.item));
  return picks || reads(body.name).has(loop.item) || !hasSingleSources(body.outputs) ? undefined : task;
}

function isPlain({ target, condition, loop, retry, probe }: Task): boolean {
  return target.kind === 'executor' && [condition, loop, retry, probe].every((part) => part === undefined);
}

/** Whether a binding takes a member of an input. */
function picksFrom(binding: Binding, input: string): boolean {
  return binding.kind === 'input' && binding.name === input && (binding.select ?? []).length > 0;
}

function hasSingleSources({ parameters, artifacts }: Plan['scopes'][string]['outputs']): boolean {
  return [...Object.values(parameters), ...Object.values(artifacts)].every(({ sources }) => sources.length === 1);
}
