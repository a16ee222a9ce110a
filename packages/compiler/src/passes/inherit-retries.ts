import type { Plan, RetryPolicy, Scope, Task } from '../plan.ts';
import type { Pass } from './pass.ts';

/**
 * The retries of a group, loop or nested pipeline are those of the tasks inside that have none of their own, at any depth
 * (kfp-semantics 5.1). Scopes are shared between tasks, so that each policy has a copy of the scope.
 */
export const inheritRetries: Pass = {
  name: 'inherit-retries',
  description: 'Hands the retries of groups down to the tasks inside.',
  run(plan) {
    if (!Object.values(plan.scopes).some(({ tasks }) => tasks.some(isRetriedScope))) return plan;
    const scopes: Record<string, Scope> = {};
    const copies = new Map<string, string>();
    const copyOf = (name: string, retry: RetryPolicy): string => {
      const key = `${name} ${JSON.stringify(retry)}`;
      const known = copies.get(key);
      if (known !== undefined) return known;
      const copy = freeName(plan, [...copies.values()], `${name}/retried`);
      copies.set(key, copy);
      const scope = plan.scopes[name];
      if (scope !== undefined) scopes[copy] = handDown({ ...scope, name: copy }, copyOf, retry);
      return copy;
    };
    for (const scope of Object.values(plan.scopes)) scopes[scope.name] = handDown(scope, copyOf);
    return { ...plan, scopes: reachable(plan.root, scopes) };
  },
};

function isRetriedScope({ target, retry }: Task): boolean {
  return target.kind === 'scope' && retry !== undefined;
}

/** The scope with the policy for tasks that have none; tasks that are scopes hand theirs on. */
function handDown(scope: Scope, copyOf: (name: string, retry: RetryPolicy) => string, inherited?: RetryPolicy): Scope {
  const tasks = scope.tasks.map((task): Task => {
    const retry = task.retry ?? inherited;
    if (retry === undefined) return task;
    if (task.target.kind === 'executor') return { ...task, retry };
    const { retry: _own, ...rest } = task;
    return { ...rest, target: { kind: 'scope', scope: copyOf(task.target.scope, retry) } };
  });
  return { ...scope, tasks };
}

function freeName(plan: Plan, taken: readonly string[], name: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${String(number)}`;
    if (!(candidate in plan.scopes) && !taken.includes(candidate)) return candidate;
  }
}

function reachable(root: string, scopes: Readonly<Record<string, Scope>>): Readonly<Record<string, Scope>> {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { target } of scopes[name]?.tasks ?? []) if (target.kind === 'scope') visit(target.scope);
  };
  visit(root);
  return Object.fromEntries(Object.entries(scopes).filter(([name]) => seen.has(name)));
}
