import type { Binding, Channel, Dependency, Plan, Ports, Scope, ScopeOutput, Task } from '@tiphys/compiler';
import { invariant } from '@tiphys/diagnostics';
import { freeName } from '../names/parameter-names.ts';

type Kind = keyof Ports<unknown>;

/** A scope in which one task stands for several, and the scope that this task runs. */
export interface Extracted {
  readonly outer: Scope;
  readonly inner: Scope;
}

/**
 * Moves tasks of a scope into a scope of their own. What they read from outside becomes an input of it, what outside reads
 * of them an output.
 *
 * @param members names of tasks whose ends nobody outside asks for
 * @param key name of the task that takes their place
 */
export function extractGroup(
  plan: Plan,
  scope: Scope,
  members: ReadonlySet<string>,
  key: string,
  name: string,
): Extracted {
  const inputs = createPorts<Channel>();
  const outputs = createPorts<ScopeOutput>();
  const given: { parameters: Record<string, Binding>; artifacts: Record<string, Binding> } = {
    parameters: {},
    artifacts: {},
  };
  const isInside = (task: string): boolean => members.has(task);

  function readInside(kind: Kind, binding: Binding): Binding {
    if (binding.kind !== 'input' && (binding.kind !== 'output' || isInside(binding.task))) return binding;
    const { select, ...source } = binding;
    const wanted = binding.kind === 'input' ? binding.name : `${binding.task}-${binding.output}`;
    const input = inputs.name(kind, JSON.stringify(source), wanted, () => channelOf(plan, scope, kind, source));
    given[kind][input] = source;
    return { kind: 'input', name: input, ...(select && { select }) };
  }

  function outputName(kind: Kind, task: string, output: string): string {
    return outputs.name(kind, JSON.stringify([task, output]), `${task}-${output}`, () => ({
      channel: producedChannel(plan, taskOf(scope, task), kind, output),
      sources: [{ task, output }],
    }));
  }

  function readOutside(kind: Kind, binding: Binding): Binding {
    if (binding.kind !== 'output' || !isInside(binding.task)) return binding;
    return { ...binding, task: key, output: outputName(kind, binding.task, binding.output) };
  }

  const inside = scope.tasks.filter((task) => isInside(task.name));
  const moved = inside.map((task) => ({
    ...mapBindings(task, readInside),
    dependencies: task.dependencies.filter((dependency) => isInside(dependency.task)),
  }));
  const left = scope.tasks
    .filter((task) => !isInside(task.name))
    .map((task) => ({ ...mapBindings(task, readOutside), dependencies: redirect(task.dependencies, members, key) }));
  const scopeOutputs = mapOutputs(scope.outputs, (kind, task, output) =>
    isInside(task) ? { task: key, output: outputName(kind, task, output) } : { task, output },
  );
  const dependencies = inside.flatMap((task) => task.dependencies.filter((dependency) => !isInside(dependency.task)));
  const group: Task = {
    kind: 'task',
    name: key,
    target: { kind: 'scope', scope: name },
    inputs: given,
    dependencies: redirect(dependencies, new Set(), key),
  };
  return {
    outer: { ...scope, outputs: scopeOutputs, tasks: inOrder([...left, group]) },
    inner: { kind: 'scope', name, inputs: inputs.ports, outputs: outputs.ports, tasks: moved },
  };
}

interface NamedPorts<T> {
  readonly ports: Ports<T>;
  /** The name of the port for `source`, made when it is asked for first. */
  name(kind: Kind, source: string, wanted: string, make: () => T): string;
}

function createPorts<T>(): NamedPorts<T> {
  const ports: { parameters: Record<string, T>; artifacts: Record<string, T> } = { parameters: {}, artifacts: {} };
  const names = { parameters: new Map<string, string>(), artifacts: new Map<string, string>() };
  const taken = { parameters: new Set<string>(), artifacts: new Set<string>() };
  return {
    ports,
    name(kind, source, wanted, make) {
      const known = names[kind].get(source);
      if (known !== undefined) return known;
      const name = freeName(wanted, taken[kind]);
      names[kind].set(source, name);
      ports[kind][name] = make();
      return name;
    },
  };
}

function mapBindings(task: Task, map: (kind: Kind, binding: Binding) => Binding): Task {
  const all = (kind: Kind, bindings: Readonly<Record<string, Binding>>): Record<string, Binding> =>
    Object.fromEntries(Object.entries(bindings).map(([name, binding]) => [name, map(kind, binding)]));
  const { inputs, podValues } = task;
  return {
    ...task,
    inputs: { parameters: all('parameters', inputs.parameters), artifacts: all('artifacts', inputs.artifacts) },
    ...(podValues && { podValues: all('parameters', podValues) }),
  };
}

function mapOutputs(
  outputs: Scope['outputs'],
  map: (kind: Kind, task: string, output: string) => ScopeOutput['sources'][number],
): Scope['outputs'] {
  const all = (kind: Kind): Record<string, ScopeOutput> =>
    Object.fromEntries(
      Object.entries(outputs[kind]).map(([name, { channel, sources }]) => [
        name,
        { channel, sources: sources.map(({ task, output }) => map(kind, task, output)) },
      ]),
    );
  return { parameters: all('parameters'), artifacts: all('artifacts') };
}

/** Each dependency once, with the group in place of its members. */
function redirect(
  dependencies: readonly Dependency[],
  members: ReadonlySet<string>,
  key: string,
): readonly Dependency[] {
  const known = new Set<string>();
  return dependencies
    .map((dependency) => (members.has(dependency.task) ? { ...dependency, task: key } : dependency))
    .filter(({ task, until }) => {
      const id = `${until} ${task}`;
      return !known.has(id) && known.add(id);
    });
}

/** Each task after those that it depends on, otherwise in the order given. */
function inOrder(tasks: readonly Task[]): readonly Task[] {
  const byName = new Map(tasks.map((task) => [task.name, task]));
  const done = new Set<Task>();
  const stack: Task[] = [];
  for (const first of tasks) {
    stack.push(first);
    for (let task = stack.at(-1); task !== undefined; task = stack.at(-1)) {
      const open = task.dependencies
        .map((dependency) => byName.get(dependency.task))
        .find((other) => other !== undefined && !done.has(other));
      if (open === undefined) {
        done.add(task);
        stack.pop();
      } else stack.push(open);
    }
  }
  return [...done];
}

function taskOf(scope: Scope, name: string): Task {
  const task = scope.tasks.find((candidate) => candidate.name === name);
  invariant(task !== undefined, `scope ${scope.name} has no task ${name}`);
  return task;
}

/** The channel of what a task reads; what only the outer scope has to know, such as defaults, is left out. */
function channelOf(plan: Plan, scope: Scope, kind: Kind, source: Binding): Channel {
  if (source.kind === 'output') return producedChannel(plan, taskOf(scope, source.task), kind, source.output);
  const channel = source.kind === 'input' ? scope.inputs[kind][source.name] : undefined;
  invariant(channel !== undefined, `scope ${scope.name} has no such input`);
  if (channel.kind === 'artifact') return channel;
  return { kind: 'parameter', type: channel.type, ...(channel.optional === true && { optional: true }) };
}

function producedChannel(plan: Plan, task: Task, kind: Kind, output: string): Channel {
  const { target } = task;
  const outputs =
    target.kind === 'scope' ? plan.scopes[target.scope]?.outputs : plan.executors[target.executor]?.outputs;
  const channel = outputs?.[kind][output]?.channel;
  invariant(channel !== undefined, `${task.name} has no output ${output}`);
  if (task.loop === undefined) return channel;
  return channel.kind === 'artifact' ? { ...channel, list: true } : { kind: 'parameter', type: 'LIST' };
}
