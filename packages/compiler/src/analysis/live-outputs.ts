import type { Binding, OutputReference, Plan, Ports, Scope, Task } from '../plan.ts';

/** The outputs of scopes and executors that anything reads, each as `parameters/<name>` or `artifacts/<name>`. */
export interface LiveOutputs {
  readonly scopes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly executors: ReadonlyMap<string, ReadonlySet<string>>;
}

type Kind = keyof Ports<unknown>;

/**
 * Follows every read back to its producers: the pipeline's own outputs, and the inputs of every task. Executors write all
 * their outputs to the store whether read or not; only what is live needs a place in the manifest (contract C3).
 */
export function liveOutputs(plan: Plan): LiveOutputs {
  const live = { scopes: new Map<string, Set<string>>(), executors: new Map<string, Set<string>>() };
  const tasks = new Map(
    Object.values(plan.scopes).map((scope) => [scope.name, new Map(scope.tasks.map((task) => [task.name, task]))]),
  );

  function markScopeOutput(scope: Scope, kind: Kind, output: string): void {
    if (!mark(live.scopes, scope.name, `${kind}/${output}`)) return;
    for (const source of scope.outputs[kind][output]?.sources ?? []) markSource(scope, kind, source);
  }

  function markSource(scope: Scope, kind: Kind, source: OutputReference): void {
    const task = tasks.get(scope.name)?.get(source.task);
    if (task?.target.kind === 'executor') mark(live.executors, task.target.executor, `${kind}/${source.output}`);
    const target = task?.target.kind === 'scope' ? plan.scopes[task.target.scope] : undefined;
    if (target !== undefined) markScopeOutput(target, kind, source.output);
  }

  const root = plan.scopes[plan.root];
  for (const kind of ['parameters', 'artifacts'] as const) {
    for (const output of Object.keys(root?.outputs[kind] ?? {})) if (root) markScopeOutput(root, kind, output);
    for (const scope of Object.values(plan.scopes)) {
      for (const binding of bindings(scope.tasks, kind)) {
        if (binding.kind === 'output') markSource(scope, kind, binding);
      }
    }
  }
  return live;
}

function bindings(tasks: readonly Task[], kind: Kind): readonly Binding[] {
  return tasks.flatMap((task) => [
    ...Object.values(task.inputs[kind]),
    ...(kind === 'parameters' ? Object.values(task.podValues ?? {}) : []),
  ]);
}

/** Whether the mark is new. */
function mark(marks: Map<string, Set<string>>, key: string, value: string): boolean {
  const set = marks.get(key) ?? new Set();
  marks.set(key, set);
  if (set.has(value)) return false;
  set.add(value);
  return true;
}
