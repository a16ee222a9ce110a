import type { Plan, Task } from '@tiphys/compiler';
import type { TaskCaching } from '@tiphys/contract';
import { invariant } from '@tiphys/diagnostics';
import type { CacheProbe } from './probe/probe-caches.ts';

/** For how long results of the cache are good. A duration is a whole number and a unit: `90s`, `15m`, `12h`, `7d`, `4w`. */
export interface CacheLimits {
  /** How long what a task gives may be used by later runs; for ever by default. */
  readonly ttl?: string;
  /** How old what a task takes from earlier runs may be; any age by default. */
  readonly maxAge?: string;
}

/** The same for a pipeline: what holds for all tasks, and what some tasks have instead. */
export interface CacheSettings extends CacheLimits {
  /** Which cached tasks have a cheap pod look into the cache first; `accelerators` by default. */
  readonly probe?: CacheProbe;
  /** By task name, as the pipeline file has it, at any depth; what a task does not say is that of all tasks. */
  readonly tasks?: Readonly<Record<string, CacheLimits>>;
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A duration as `CacheLimits` has it, in seconds. Undefined for any other text, and for what a number cannot hold exactly. */
export function parseCacheDuration(text: string): number | undefined {
  const [, amount = '', unit = ''] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const seconds = Number(amount) * (unitSeconds[unit] ?? Number.NaN);
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}

/** Writes the limits into the tasks that are cached; a limit that the plan has already stays. Switches no caching on. */
export function limitCaching(plan: Plan, settings: CacheSettings = {}): Plan {
  const { tasks = {}, probe: _probe, ...common } = settings;
  if (Object.keys(tasks).length === 0 && Object.keys(common).length === 0) return plan;
  const limit = (task: Task): Task => {
    if (task.cache === undefined) return task;
    const own = Object.hasOwn(tasks, task.name) ? tasks[task.name] : undefined;
    const limits = { ...secondsOf(common), ...secondsOf(own ?? {}) };
    if (Object.keys(limits).length === 0) return task;
    return { ...task, cache: { ...limits, ...cachingOf(task.cache) } };
  };
  const scopes = Object.entries(plan.scopes).map(([name, scope]) => [
    name,
    { ...scope, tasks: scope.tasks.map(limit) },
  ]);
  return { ...plan, scopes: Object.fromEntries(scopes) as Plan['scopes'] };
}

function cachingOf(cache: NonNullable<Task['cache']>): TaskCaching {
  if (cache === true) return {};
  return typeof cache === 'string' ? { key: cache } : cache;
}

function secondsOf({ ttl, maxAge }: CacheLimits): TaskCaching {
  return { ...(ttl !== undefined && { ttl: seconds(ttl) }), ...(maxAge !== undefined && { maxAge: seconds(maxAge) }) };
}

function seconds(text: string): number {
  const parsed = parseCacheDuration(text);
  invariant(parsed !== undefined, `${JSON.stringify(text)} is no duration`);
  return parsed;
}
