import { argoTaskName } from '@tiphys/contract';
import type { Dependency, Task } from '@tiphys/compiler';

/** Every way in which a task can end, for a task that runs whatever became of another (kfp-semantics 6.1). */
const ends = ['Succeeded', 'Failed', 'Errored', 'Skipped', 'Omitted'];

/** The `depends` expression of a task; nothing when it waits for nobody. */
export function lowerDepends(task: Task): string | undefined {
  return task.dependencies.length === 0 ? undefined : task.dependencies.map(lowerDependency).join(' && ');
}

function lowerDependency(dependency: Dependency): string {
  const name = argoTaskName(dependency.task);
  return dependency.until === 'succeeded'
    ? `${name}.Succeeded`
    : `(${ends.map((end) => `${name}.${end}`).join(' || ')})`;
}
