import type { Binding, Task } from '../plan.ts';

/** Whether an input of a task is an output of another one that need not have succeeded when the task starts. */
export function isUncertain(task: Task, binding: Binding): binding is Binding & { readonly kind: 'output' } {
  return (
    binding.kind === 'output' &&
    task.dependencies.some((dependency) => dependency.task === binding.task && dependency.until === 'final')
  );
}
