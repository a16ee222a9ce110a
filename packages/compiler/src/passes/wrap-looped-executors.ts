import type { Binding, Channel, Executor, Plan, Ports, Scope, ScopeOutput, Task } from '../plan.ts';
import { mapRecord } from '../build/map-record.ts';
import type { Pass } from './pass.ts';

/**
 * A loop over a container becomes a loop over a scope with that one task. The SDK always writes the latter; other
 * writers of IR need not.
 */
export const wrapLoopedExecutors: Pass = {
  name: 'wrap-looped-executors',
  description: 'Puts a container that is run in a loop into a scope of its own.',
  run(plan) {
    const scopes: Record<string, Scope> = {};
    for (const scope of Object.values(plan.scopes)) {
      scopes[scope.name] = { ...scope, tasks: scope.tasks.map((task) => wrapTask(plan, scope, task, scopes)) };
    }
    return { ...plan, scopes };
  },
};

function wrapTask(plan: Plan, scope: Scope, task: Task, scopes: Record<string, Scope>): Task {
  const executor = task.target.kind === 'executor' ? plan.executors[task.target.executor] : undefined;
  if (task.loop === undefined || executor === undefined) return task;
  const name = `${scope.name}/${task.name}`;
  scopes[name] = wrapperScope(name, executor, task);
  const {
    retry: _retry,
    cache: _cache,
    claims: _claims,
    extras: _extras,
    probeExtras: _probe,
    podValues,
    ...rest
  } = task;
  const inputs = { ...task.inputs, parameters: { ...task.inputs.parameters, ...renamed(podValues) } };
  return { ...rest, inputs, target: { kind: 'scope', scope: name } };
}

function wrapperScope(name: string, executor: Executor, task: Task): Scope {
  const inner: Task = {
    kind: 'task',
    name: task.name,
    target: task.target,
    inputs: {
      parameters: mapRecord(executor.inputs.parameters, (_, input) => ({ kind: 'input', name: input })),
      artifacts: mapRecord(executor.inputs.artifacts, (_, input) => ({ kind: 'input', name: input })),
    },
    dependencies: [],
    ...(task.retry && { retry: task.retry }),
    ...(task.cache !== undefined && { cache: task.cache }),
    ...(task.claims && { claims: task.claims }),
    ...(task.extras && { extras: task.extras }),
    ...(task.probeExtras && { probeExtras: task.probeExtras }),
    ...(task.podValues && {
      podValues: mapRecord(task.podValues, (_, value) => ({ kind: 'input', name: podInput(value) })),
    }),
  };
  const outputs: Ports<ScopeOutput> = {
    parameters: mapRecord(executor.outputs.parameters, ({ channel }, output) => ({
      channel,
      sources: [{ task: task.name, output }],
    })),
    artifacts: mapRecord(executor.outputs.artifacts, ({ channel }, output) => ({
      channel,
      sources: [{ task: task.name, output }],
    })),
  };
  // Nobody declares the type of these; a struct passes as it is.
  const podInputs = mapRecord(renamed(task.podValues), (): Channel => ({ kind: 'parameter', type: 'STRUCT' }));
  const inputs = { ...executor.inputs, parameters: { ...executor.inputs.parameters, ...podInputs } };
  return { kind: 'scope', name, inputs, outputs, tasks: [inner] };
}

/** The pod values of a task as inputs of the scope around it. */
function renamed(podValues: Task['podValues']): Readonly<Record<string, Binding>> {
  return Object.fromEntries(Object.entries(podValues ?? {}).map(([name, binding]) => [podInput(name), binding]));
}

/** A name that no component gives to an input: the SDK allows no dots. */
function podInput(value: string): string {
  return `pod.${value}`;
}
