import { sidecarNotRun } from '@tiphys/compiler';
import type { PlaceOf, Plan, Task } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';

/**
 * A plan for this machine, which has no images to run beside a task: each sidecar that is left out is named. Those that a
 * team configures for its cluster, for logs say, are nothing that a task itself needs.
 */
export function withoutSidecars(
  plan: Plan,
  placeOf: PlaceOf,
): { readonly plan: Plan; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const scopes = Object.values(plan.scopes).map((scope) => {
    const tasks = scope.tasks.map((task): Task => {
      if (task.extras?.sidecars === undefined) return task;
      const { sidecars, ...extras } = task.extras;
      const place = placeOf({ scope: scope.name, task: task.name });
      diagnostics.push(...sidecars.map(({ name }) => sidecarNotRun(place, task.name, name)));
      return { ...task, extras };
    });
    return [scope.name, { ...scope, tasks }] as const;
  });
  return diagnostics.length === 0
    ? { plan, diagnostics }
    : { plan: { ...plan, scopes: Object.fromEntries(scopes) }, diagnostics };
}
