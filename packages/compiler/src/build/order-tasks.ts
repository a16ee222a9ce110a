import { invariant } from '@tiphys/diagnostics';
import type { Task } from '../plan.ts';

/**
 * The tasks in an order in which every task comes after those that it depends on; of several ready ones the first in
 * `tasks` comes first. Linear in tasks and dependencies, but for the choice of the first.
 */
export function orderTasks(tasks: readonly Task[]): readonly Task[] {
  const position = new Map(tasks.map((task, index) => [task.name, index]));
  const waiting = tasks.map((task) => task.dependencies.filter((dependency) => position.has(dependency.task)).length);
  const dependents: number[][] = tasks.map(() => []);
  tasks.forEach((task, index) => {
    for (const dependency of task.dependencies) dependents[position.get(dependency.task) ?? index]?.push(index);
  });
  const ordered: Task[] = [];
  let ready = tasks.flatMap((_, index) => (waiting[index] === 0 ? [index] : []));
  while (ready.length > 0) {
    const next: number[] = [];
    for (const index of ready) {
      ordered.push(tasks[index] as Task);
      for (const dependent of dependents[index] ?? []) {
        const left = (waiting[dependent] ?? 0) - 1;
        waiting[dependent] = left;
        if (left === 0) next.push(dependent);
      }
    }
    ready = next.sort((a, b) => a - b);
  }
  invariant(ordered.length === tasks.length, 'a cycle of tasks passed validation');
  return ordered;
}
