import type { Binding, Channel, Plan, Scope, Task } from '@tiphys/compiler';
import { printJson } from '@tiphys/diagnostics';
import { describeCondition } from './describe-condition.ts';

/** One line of the explanation: how deep it stands, what it is about, and what is said about it. */
export interface PlanLine {
  readonly depth: number;
  readonly subject: string;
  readonly text: string;
}

/** Readable names of the inputs of a scope: parameters and artifacts by their own names. */
type Names = ReadonlyMap<string, string>;

/** The tasks of a plan as a tree, in the order in which they can run. */
export function describeTasks(plan: Plan): PlanLine[] {
  return describeScope(plan, plan.scopes[plan.root], new Map(), 0);
}

/** The inputs or outputs of the pipeline, one line each. */
export function describePorts(ports: {
  readonly parameters: Readonly<Record<string, Channel>>;
  readonly artifacts: Readonly<Record<string, Channel>>;
}): PlanLine[] {
  return [...Object.entries(ports.parameters), ...Object.entries(ports.artifacts)].map(([subject, channel]) => ({
    depth: 0,
    subject,
    text: describeChannel(channel),
  }));
}

function describeScope(plan: Plan, scope: Scope | undefined, names: Names, depth: number): PlanLine[] {
  return (scope?.tasks ?? []).flatMap((task) => {
    const inner = taskNames(task, names);
    const line = { depth, subject: taskTitle(task), text: describeTask(plan, task, inner) };
    const below =
      task.target.kind === 'scope' ? describeScope(plan, plan.scopes[task.target.scope], inner, depth + 1) : [];
    return [line, ...below];
  });
}

function taskTitle(task: Task): string {
  return task.displayName === undefined || task.displayName === task.name
    ? task.name
    : `${task.name} (${task.displayName})`;
}

function describeTask(plan: Plan, task: Task, names: Names): string {
  const parts: string[] = [];
  if (task.condition !== undefined) {
    parts.push(`if ${describeCondition(task.condition, (name) => names.get(name) ?? shortName(name))}`);
  }
  if (task.loop !== undefined) parts.push(describeLoop(task.loop, names));
  if (task.target.kind === 'executor') parts.push(describePod(plan, task, task.target.executor));
  else if (parts.length === 0) parts.push('group');
  const finals = task.dependencies.filter(({ until }) => until === 'final').map(({ task: name }) => name);
  if (finals.length > 0) parts.push(`whatever becomes of ${finals.join(', ')}`);
  if (task.retry !== undefined) parts.push(`up to ${task.retry.limit} retries`);
  return parts.join('; ');
}

function describeLoop(loop: NonNullable<Task['loop']>, names: Names): string {
  const { items, parallelism } = loop;
  const what =
    items.kind === 'constant'
      ? `for each of ${items.value.length} items`
      : `for each item of ${names.get(items.name) ?? shortName(items.name)}`;
  return parallelism === undefined ? what : `${what}, ${parallelism} at a time`;
}

function describePod(plan: Plan, task: Task, executorName: string): string {
  const executor = plan.executors[executorName];
  if (executor?.kind === 'importer') return 'import';
  if (executor?.kind === 'claim') return `${executor.action} volume claim`;
  const limits = Object.entries(executor?.resources.limits ?? {}).map(([name, amount]) => `${name} ${amount}`);
  return [`pod ${executor?.image ?? ''}`.trim(), ...limits, describeCache(task.cache)].join(', ');
}

function describeCache(cache: Task['cache']): string {
  if (cache === undefined) return 'not cached';
  const key = typeof cache === 'object' ? cache.key : cache;
  return typeof key === 'string' ? `cached as ${key}` : 'cached';
}

/** What the task's own inputs are called, seen from outside: the output or the pipeline parameter that feeds them. */
function taskNames(task: Task, outer: Names): Names {
  const names = new Map<string, string>();
  const bindings = [...Object.entries(task.inputs.parameters), ...Object.entries(task.inputs.artifacts)];
  for (const [name, binding] of bindings) names.set(name, describeBinding(name, binding, outer));
  if (task.loop !== undefined) names.set(task.loop.item, 'item');
  return names;
}

function describeBinding(name: string, binding: Binding, outer: Names): string {
  const select = 'select' in binding ? (binding.select ?? []).map((key) => `.${key}`).join('') : '';
  switch (binding.kind) {
    case 'constant':
      return shorten(printJson(binding.value));
    case 'input':
      return `${outer.get(binding.name) ?? shortName(binding.name)}${select}`;
    case 'output':
      return `${binding.task}.${shortName(binding.output, binding.task)}${select}`;
    case 'template':
    case 'status':
      return shortName(name);
  }
}

/** The SDK's own channel names say where a value comes from: `pipelinechannel--train-loss`. */
function shortName(name: string, task?: string): string {
  const short = name.replace(/^pipelinechannel--/, '');
  return task !== undefined && short.startsWith(`${task}-`) ? short.slice(task.length + 1) : short;
}

function describeChannel(channel: Channel): string {
  if (channel.kind === 'artifact') {
    return `${channel.list === true ? 'list of ' : ''}${channel.type.schemaTitle ?? 'artifact'}`;
  }
  const type = channel.type === 'NUMBER_DOUBLE' ? 'number' : channel.type.toLowerCase().replace('number_', '');
  if (channel.default !== undefined) return `${type}, default ${shorten(printJson(channel.default))}`;
  return type;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
