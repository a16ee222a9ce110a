import { referencedInputs } from '@tiphys/expr';
import { conditionParameters } from '../analysis/condition-parameters.ts';
import type { Binding, Channel, Plan, Ports, Scope, Task } from '../plan.ts';
import { filterPorts } from './filter-ports.ts';
import type { Pass } from './pass.ts';

/**
 * Drops the inputs of scopes that nothing inside reads, and what was bound to them; each would cost a parameter on every
 * node of a run. The root keeps its inputs: they are the pipeline's parameters.
 */
export const pruneInputs: Pass = {
  name: 'prune-inputs',
  description: 'Drops inputs of nested pipelines, branches and loops that nothing reads.',
  run(plan) {
    const used = new Map<string, ReadonlySet<string>>();
    const scopes = Object.values(plan.scopes).map((scope): [string, Scope] => [
      scope.name,
      {
        ...scope,
        inputs: scope.name === plan.root ? scope.inputs : neededInputs(plan, scope, used),
        tasks: scope.tasks.map((task) => ({ ...task, inputs: neededBindings(plan, task, used) })),
      },
    ]);
    return { ...plan, scopes: Object.fromEntries(scopes) };
  },
};

function neededInputs(plan: Plan, scope: Scope, known: Map<string, ReadonlySet<string>>): Ports<Channel> {
  const used = usedInputs(plan, scope, known);
  return filterPorts(scope.inputs, (key) => used.has(key));
}

/** What a scope reads of its own inputs, as `parameters/<name>` or `artifacts/<name>`. Scopes do not contain themselves. */
function usedInputs(plan: Plan, scope: Scope, known: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const before = known.get(scope.name);
  if (before !== undefined) return before;
  const used = new Set<string>();
  for (const task of scope.tasks) {
    const inputs = neededBindings(plan, task, known);
    for (const kind of ['parameters', 'artifacts'] as const) {
      for (const binding of Object.values(inputs[kind])) {
        if (binding.kind === 'input') used.add(`${kind}/${binding.name}`);
      }
    }
    for (const binding of Object.values(task.podValues ?? {})) {
      if (binding.kind === 'input') used.add(`parameters/${binding.name}`);
    }
  }
  known.set(scope.name, used);
  return used;
}

/** An executor is given everything; a scope only what it, the task's condition, loop or constants read. */
function neededBindings(plan: Plan, task: Task, known: Map<string, ReadonlySet<string>>): Ports<Binding> {
  const scope = task.target.kind === 'scope' ? plan.scopes[task.target.scope] : undefined;
  if (scope === undefined) return task.inputs;
  const used = usedInputs(plan, scope, known);
  const read = new Set(readByTask(task).map((name) => `parameters/${name}`));
  const items = task.loop?.items.kind === 'artifacts' ? `artifacts/${task.loop.items.name}` : '';
  return filterPorts(task.inputs, (key) => used.has(key) || read.has(key) || key === items);
}

/** Parameters that the task itself reads, whatever its target does with them. */
function readByTask(task: Task): readonly string[] {
  const templates = Object.values(task.inputs.parameters).flatMap((binding) =>
    binding.kind === 'template' ? referencedInputs(binding.argument).parameters : [],
  );
  const condition = task.condition === undefined ? [] : conditionParameters(task.condition);
  const items = task.loop?.items.kind === 'input' ? [task.loop.items.name] : [];
  return [...templates, ...condition, ...items];
}
