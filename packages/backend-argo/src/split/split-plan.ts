import { groupTaskKey } from '@tiphys/contract';
import type { Plan, Scope } from '@tiphys/compiler';
import { freeName } from '../names/parameter-names.ts';
import { extractGroup } from './extract-group.ts';
import { groupTasks } from './group-tasks.ts';
import type { GroupableTask, Grouped } from './group-tasks.ts';

/**
 * A plan in which a scope has no more than `limit` tasks, where that can be had without changing what waits for what: tasks
 * of larger scopes move into scopes of their own (see `groupTasks`), behind tasks whose names no path shows.
 */
export function splitPlan(plan: Plan, limit: number): Plan {
  return Object.values(plan.scopes).reduce(
    (split, scope) => (scope.tasks.length <= limit ? split : splitScope(split, scope, limit)),
    plan,
  );
}

function splitScope(plan: Plan, scope: Scope, limit: number): Plan {
  const scopes: Record<string, Scope> = { ...plan.scopes };
  const taken = new Set(Object.keys(scopes));
  let current = scope;
  let count = 0;

  /** Puts a group, those within it first, into a scope of its own. Gives the name of the task in its place. */
  function fold(member: Grouped): string {
    if (typeof member === 'string') return member;
    const members = new Set(member.members.map(fold));
    count += 1;
    const key = groupTaskKey(count);
    const name = freeName(`${scope.name}-group`, taken);
    const { outer, inner } = extractGroup({ ...plan, scopes }, current, members, key, name);
    current = outer;
    scopes[name] = inner;
    return key;
  }

  for (const member of groupTasks(groupable(scope), limit)) fold(member);
  scopes[scope.name] = current;
  return { ...plan, scopes };
}

function groupable(scope: Scope): readonly GroupableTask[] {
  const pinned = new Set<string>();
  for (const task of scope.tasks) {
    for (const { task: other, until } of task.dependencies) if (until === 'final') pinned.add(other).add(task.name);
  }
  for (const kind of ['parameters', 'artifacts'] as const) {
    // Which of several branches ran is seen by their own ends.
    for (const { sources } of Object.values(scope.outputs[kind])) {
      if (sources.length > 1) for (const { task } of sources) pinned.add(task);
    }
  }
  return scope.tasks.map((task) => ({
    name: task.name,
    after: task.dependencies.filter(({ until }) => until === 'succeeded').map((dependency) => dependency.task),
    isPinned: pinned.has(task.name),
    maySkip: task.condition !== undefined,
  }));
}
