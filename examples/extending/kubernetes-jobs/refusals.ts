import type { Channel, ContainerExecutor, Finding, Plan, Task } from '@tiphys/compiler/plugin';
import { defaultOf } from './task-input.ts';

/** Why a plan cannot be a Job; nothing when it can. What is not known here to work is refused, never left out. */
export function refusals(plan: Plan): readonly Finding[] {
  const root = plan.scopes[plan.root];
  const [task, ...more] = root?.tasks ?? [];
  if (task === undefined || more.length > 0) {
    const message = `A Job runs one task; the pipeline has ${root?.tasks.length ?? 0}.`;
    return [error('one-task', message, 'Compile it for argo, the default backend.', { scope: plan.root })];
  }
  const at = { scope: plan.root, task: task.name };
  const { keepSeconds = {}, workspace } = plan.pipeline;
  const executor = task.target.kind === 'executor' ? plan.executors[task.target.executor] : undefined;
  if (executor?.kind !== 'container') {
    return [error('no-container', `"${task.name}" runs no container.`, 'Compile it for argo.', at)];
  }
  const unsupported = [
    ...taskParts(task),
    ...executorParts(executor),
    ...(workspace === undefined ? [] : ['workspace']),
    ...(keepSeconds.success === undefined && keepSeconds.failure === undefined ? [] : ['time to live by how it ended']),
  ];
  return [
    ...unsupported.map((part) => error('unsupported', `"${task.name}" has a ${part}.`, 'Compile it for argo.', at)),
    ...unset(plan, task).map((name) =>
      error('no-value', `A Job has no parameters, and "${name}" has no default.`, 'Give it one.', at),
    ),
  ];
}

function error(code: string, message: string, hint: string, at: Finding['at'] & object): Finding {
  return { code, severity: 'error', message, hint, at };
}

function taskParts(task: Task): readonly string[] {
  const selects = Object.values(task.inputs.parameters).some((one) => 'select' in one);
  return [
    ...(task.condition === undefined ? [] : ['condition']),
    ...(task.loop === undefined ? [] : ['loop']),
    ...(task.retry === undefined ? [] : ['retry']),
    ...(Object.keys(task.podValues ?? {}).length === 0 ? [] : ['value of the run in its pod']),
    ...(Object.keys(task.inputs.artifacts).length === 0 ? [] : ['artifact from outside']),
    ...(selects ? ['parameter that is a part of another'] : []),
  ];
}

function executorParts({ dynamic, pod, command, args, env, image }: ContainerExecutor): readonly string[] {
  // The kubelet, which fills in what only the run knows, does not tell a pod when its Job was made.
  const asksForTime = /"job(?:Create|Schedule)Time"/.test(JSON.stringify([command, args, env, image]));
  return [
    ...(dynamic === undefined ? [] : ['image or resources that only the run knows']),
    ...(pod === undefined ? [] : ['pod with options']),
    ...(asksForTime ? ['placeholder for the time of the run'] : []),
  ];
}

function unset(plan: Plan, task: Task): readonly string[] {
  return Object.values(task.inputs.parameters).flatMap((binding) => {
    if (binding.kind !== 'input') return [];
    const channel: Channel | undefined = plan.scopes[plan.root]?.inputs.parameters[binding.name];
    return channel?.optional === true || defaultOf(plan, binding.name) !== undefined ? [] : [binding.name];
  });
}
