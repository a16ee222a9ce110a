import type { Plan, Task } from '@tiphys/compiler/plugin';
import type { TaskInput } from '@tiphys/contract';

/** What the task is given. Nobody can type parameters into a Job, so those of the pipeline are their defaults. */
export function taskInput(plan: Plan, task: Task): TaskInput {
  const inputs = Object.entries(task.inputs.parameters);
  const values = inputs.flatMap(([name, binding]) => {
    if (binding.kind === 'constant') return [[name, binding.value] as const];
    return binding.kind === 'input' ? [[name, defaultOf(plan, binding.name) ?? null] as const] : [];
  });
  const templates = inputs.flatMap(([name, binding]) =>
    binding.kind === 'template' ? [[name, binding.argument] as const] : [],
  );
  return {
    ...(values.length > 0 && { p: Object.fromEntries(values) }),
    ...(templates.length > 0 && { t: Object.fromEntries(templates) }),
    ...(task.cache !== undefined && { c: task.cache }),
  };
}

/** The default of a parameter of the pipeline; undefined when it has none. */
export function defaultOf(plan: Plan, name: string) {
  const channel = plan.scopes[plan.root]?.inputs.parameters[name];
  return channel?.kind === 'parameter' ? channel.default : undefined;
}
