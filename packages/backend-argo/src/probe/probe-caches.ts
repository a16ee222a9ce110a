import type { Executor, Plan, Task } from '@tiphys/compiler';
import { isDevice } from '@tiphys/compiler';

/**
 * Which cached tasks have a cheap pod look into the cache before their own pod is asked for: none, those that ask for a device, or
 * all.
 */
export const cacheProbes = ['never', 'accelerators', 'always'] as const;
export type CacheProbe = (typeof cacheProbes)[number];

/** Marks the tasks whose cache is probed, beside those that the plan has marked. Only tasks with a command and a cache are. */
export function probeCaches(plan: Plan, probe: CacheProbe = 'accelerators'): Plan {
  if (probe === 'never') return plan;
  const isProbed = ({ cache, target, extras }: Task): boolean => {
    const executor = target.kind === 'executor' ? plan.executors[target.executor] : undefined;
    return (
      cache !== undefined && executor?.kind === 'container' && (probe === 'always' || wantsDevice(executor, extras))
    );
  };
  if (!Object.values(plan.scopes).some(({ tasks }) => tasks.some(isProbed))) return plan;
  const scopes = Object.entries(plan.scopes).map(([name, scope]) => [
    name,
    { ...scope, tasks: scope.tasks.map((task) => (isProbed(task) ? { ...task, probe: true } : task)) },
  ]);
  return { ...plan, scopes: Object.fromEntries(scopes) as Plan['scopes'] };
}

function wantsDevice(
  { resources, dynamic }: Executor & { readonly kind: 'container' },
  { container, pod }: NonNullable<Task['extras']> = {},
): boolean {
  const all = [resources, dynamic, container?.resources].flatMap((part) => [part?.limits, part?.requests]);
  const names = all.flatMap((group) => Object.keys(group ?? {}));
  return dynamic?.accelerator !== undefined || pod?.resourceClaims !== undefined || names.some(isDevice);
}
