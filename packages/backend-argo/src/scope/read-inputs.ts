import { conditionParameters } from '@tiphys/compiler';
import type { Plan, Scope, Task } from '@tiphys/compiler';
import { referencedInputs } from '@tiphys/expr';

/** Names of a scope's parameters that expressions of the manifest read, here or further inside; others only pass through. */
export type ReadInputs = (scope: string) => ReadonlySet<string>;

/** Looks into each scope once, when it is asked for. */
export function readInputs(plan: Plan): ReadInputs {
  const known = new Map<string, ReadonlySet<string>>();
  const inputsOf: ReadInputs = (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const scope = plan.scopes[name];
    const found = new Set(scope === undefined ? [] : readByScope(scope, inputsOf));
    known.set(name, found);
    return found;
  };
  return inputsOf;
}

function readByScope(scope: Scope, inner: ReadInputs): readonly string[] {
  return scope.tasks.flatMap((task) => {
    const read = new Set(readByTask(task, inner));
    const given = Object.entries(task.inputs.parameters).flatMap(([name, binding]) => {
      if (binding.kind !== 'input') return [];
      const picks = binding.select !== undefined && task.target.kind === 'scope';
      return picks || read.has(name) ? [binding.name] : [];
    });
    const podValues = Object.values(task.podValues ?? {});
    return [...given, ...podValues.flatMap((binding) => (binding.kind === 'input' ? [binding.name] : []))];
  });
}

/** Names of the task's own inputs, as in `readByScope`. */
function readByTask({ target, inputs, condition, loop, podValues = {} }: Task, inner: ReadInputs): readonly string[] {
  const inside = target.kind === 'scope' ? [...inner(target.scope)] : [];
  const tested = condition === undefined ? [] : conditionParameters(condition);
  const items = loop?.items.kind === 'input' ? [loop.items.name] : [];
  // A container's launcher renders its own.
  const renders = target.kind === 'scope' || condition !== undefined;
  const templates = Object.values(inputs.parameters).flatMap((binding) =>
    renders && binding.kind === 'template' ? referencedInputs(binding.argument).parameters : [],
  );
  const pod = Object.values(podValues).flatMap((binding) =>
    binding.kind === 'template' ? referencedInputs(binding.argument).parameters : [],
  );
  return [...inside, ...tested, ...items, ...templates, ...pod];
}
