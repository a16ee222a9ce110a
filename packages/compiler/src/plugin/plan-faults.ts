import { referencedInputs } from '@tiphys/expr';
import { conditionParameters } from '../analysis/condition-parameters.ts';
import type { Binding, Executor, OutputReference, Plan, Ports, Scope, Task } from '../plan.ts';
import { plainDataFault } from './plain-data-fault.ts';

const kinds = ['parameters', 'artifacts'] as const;

/**
 * What keeps a value from being a plan that a backend may rely on, in sentences; nothing when all is well. Holds for what
 * our own passes make, and is asked of what a plugin gives back.
 */
export function planFaults(plan: Plan): readonly string[] {
  const unlike = plainDataFault(plan);
  if (unlike !== undefined) return [unlike];
  try {
    return [
      ...rootFaults(plan),
      ...Object.entries(plan.scopes).flatMap(([name, scope]) => scopeFaults(plan, name, scope)),
    ]
      .concat(Object.entries(plan.executors).flatMap(([name, executor]) => executorFaults(name, executor)))
      .concat(recursionFaults(plan));
  } catch (error) {
    // Not shaped as the types say, in a way that none of the checks looks for.
    return [`it is not shaped as a plan: ${(error as Error).message}`];
  }
}

function rootFaults(plan: Plan): string[] {
  // The types promise both; a plugin may have been written without them.
  const { kind, v } = plan as { readonly kind: unknown; readonly v: unknown };
  return [
    ...(kind === 'plan' && v === 1 ? [] : ['it is no plan of version 1']),
    ...(Object.hasOwn(plan.scopes, plan.root) ? [] : [`its root "${plan.root}" is not among the scopes`]),
  ];
}

function executorFaults(key: string, executor: Executor): string[] {
  const where = `executor "${key}"`;
  if (executor.name !== key) return [`${where} is named "${executor.name}"`];
  if (executor.kind !== 'container') return [];
  const read = referencedInputs([...executor.command, ...executor.args, ...Object.values(executor.env)]);
  const missing = kinds.flatMap((kind) => read[kind].filter((name) => !Object.hasOwn(executor.inputs[kind], name)));
  return [
    ...(typeof executor.image === 'string' && executor.image !== '' ? [] : [`${where} has no image`]),
    ...(executor.command.length > 0 ? [] : [`${where} has no command`]),
    ...missing.map((name) => `${where} reads the input "${name}", which it does not have`),
  ];
}

function scopeFaults(plan: Plan, key: string, scope: Scope): string[] {
  const where = `scope "${key}"`;
  if (scope.name !== key) return [`${where} is named "${scope.name}"`];
  const before = new Set<string>();
  const faults = scope.tasks.flatMap((task) => {
    const found = taskFaults(plan, scope, task, before, `task "${task.name}" of ${where}`);
    if (before.has(task.name)) found.push(`${where} has two tasks "${task.name}"`);
    before.add(task.name);
    return found;
  });
  const outputs = kinds.flatMap((kind) =>
    Object.entries(scope.outputs[kind]).flatMap(([name, { sources }]) =>
      sources.flatMap((source) => outputFault(plan, scope, kind, source, `output "${name}" of ${where}`)),
    ),
  );
  return [...faults, ...outputs];
}

function taskFaults(plan: Plan, scope: Scope, task: Task, before: ReadonlySet<string>, where: string): string[] {
  if (targetOf(plan, task) === undefined) return [`${where} runs something that the plan does not have`];
  const { condition, loop } = task;
  const unread = condition === undefined ? [] : conditionParameters(condition);
  const items = loop?.items.kind === 'input' ? [loop.items.name] : [];
  const given = new Set(kinds.flatMap((kind) => Object.keys(task.inputs[kind])));
  return [
    ...task.dependencies
      .filter((dependency) => !before.has(dependency.task))
      .map((dependency) => `${where} comes before "${dependency.task}", on which it depends`),
    ...kinds.flatMap((kind) =>
      Object.entries(task.inputs[kind]).flatMap(([name, binding]) =>
        bindingFault(plan, scope, task, kind, binding, `input "${name}" of ${where}`),
      ),
    ),
    ...[...unread, ...items]
      .filter((name) => !given.has(name))
      .map((name) => `${where} needs the input "${name}" for its condition or loop, and is not given it`),
  ];
}

function bindingFault(
  plan: Plan,
  scope: Scope,
  task: Task,
  kind: keyof Ports<unknown>,
  binding: Binding,
  where: string,
): string[] {
  switch (binding.kind) {
    case 'constant':
    case 'template':
      return [];
    case 'input':
      return Object.hasOwn(scope.inputs[kind], binding.name)
        ? []
        : [`${where} reads "${binding.name}", which is no input of the scope`];
    case 'output':
      return [
        ...outputFault(plan, scope, kind, binding, where),
        ...(task.dependencies.some((dependency) => dependency.task === binding.task)
          ? []
          : [`${where} reads an output of "${binding.task}", on which the task does not depend`]),
      ];
    case 'status':
      return scope.tasks.some(({ name }) => name === binding.task)
        ? []
        : [`${where} asks for a task that is not there`];
  }
}

function outputFault(
  plan: Plan,
  scope: Scope,
  kind: keyof Ports<unknown>,
  { task: name, output }: OutputReference,
  where: string,
): string[] {
  const task = scope.tasks.find((candidate) => candidate.name === name);
  const target = task === undefined ? undefined : targetOf(plan, task);
  if (target !== undefined && Object.hasOwn(target.outputs[kind], output)) return [];
  return [`${where} reads the output "${output}" of "${name}", which does not exist`];
}

function targetOf(plan: Plan, { target }: Task): Scope | Executor | undefined {
  return target.kind === 'scope' ? own(plan.scopes, target.scope) : own(plan.executors, target.executor);
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function recursionFaults(plan: Plan): string[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string): string[] => {
    if (open.has(name)) return [`scope "${name}" runs itself`];
    if (done.has(name)) return [];
    open.add(name);
    const faults = (plan.scopes[name]?.tasks ?? []).flatMap(({ target }) =>
      target.kind === 'scope' ? visit(target.scope) : [],
    );
    open.delete(name);
    done.add(name);
    return faults;
  };
  return Object.keys(plan.scopes).flatMap(visit);
}
