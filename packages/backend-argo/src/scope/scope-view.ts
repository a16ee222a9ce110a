import type { ParameterType } from '@tiphys/contract';
import { invariant } from '@tiphys/diagnostics';
import { isUncertain } from '@tiphys/compiler';
import type { Binding, Channel, Executor, Loop, Plan, Ports, Scope, Task } from '@tiphys/compiler';
import type { ParameterNames } from '../names/parameter-names.ts';
import { portNames } from '../names/parameter-names.ts';
import type { ReadInputs } from './read-inputs.ts';

type Kind = keyof Ports<unknown>;

/** How one template sees its scope. */
export interface ScopeView {
  readonly scope: Scope;
  /** Of the body of a loop: the port of the input that is the item; absent elsewhere. */
  readonly item?: string;
  /** What to paste where that item is wanted, in place of an input: where the loop runs the body's only task itself. */
  readonly itemWire?: string;
  /** Whether the item comes in two forms, one for expressions, and an exact one. */
  readonly hasExactItem: boolean;
  readonly inputNames: ParameterNames;
  readonly outputNames: ParameterNames;
  task(name: string): Task;
  /** Another scope of the plan, which a task of this one runs. */
  target(scope: string): Scope;
  /** What a task of this scope runs, where that is no scope. */
  executor(name: string): Executor;
  /** Names of the inputs of the scope that the task runs. */
  targetInputs(task: Task): ParameterNames;
  /** Names of the outputs of the task's target. */
  targetOutputs(task: Task): ParameterNames;
  /** The type that the task's target declares for an input; undefined when it declares none. */
  targetType(task: Task, input: string): ParameterType | undefined;
  /** Whether a parameter that a task is given may turn out to be `null`. */
  mayBeNull(task: Task, binding: Binding): boolean;
  /** Whether expressions inside the task's target read that input. */
  targetReads(task: Task, input: string): boolean;
  /** The declared type of a parameter binding, before members are taken; undefined when nobody declared it. */
  typeOf(binding: Binding): ParameterType | undefined;
}

/** The parameter of a loop's wrapper that is the list. */
export const itemsParameter = 'items';
/** The parameter of a loop's body that is the item for launchers, where expressions read it too. */
export const exactParameter = 'exact';

/** The view of a scope; `item` makes it a loop's body. */
export function viewScope(plan: Plan, scope: Scope, reads: ReadInputs, item?: string): ScopeView {
  const tasks = new Map(scope.tasks.map((task) => [task.name, task]));
  const task = (name: string): Task => {
    const found = tasks.get(name);
    invariant(found !== undefined, `scope ${scope.name} has no task ${name}`);
    return found;
  };
  const target = (name: string): Scope => {
    const found = plan.scopes[name];
    invariant(found !== undefined, `the plan has no scope ${name}`);
    return found;
  };
  return {
    scope,
    ...(item !== undefined && { item }),
    hasExactItem: Object.keys(scope.inputs.parameters).some(
      (name) => portKey('parameters', name) === item && reads(scope.name).has(name),
    ),
    inputNames: scopeInputNames(scope),
    outputNames: portNames(scope.outputs),
    task,
    target,
    executor(name) {
      const found = plan.executors[name];
      invariant(found !== undefined, `the plan has no executor ${name}`);
      return found;
    },
    targetInputs: ({ target: to }) => (to.kind === 'scope' ? scopeInputNames(target(to.scope)) : new Map()),
    targetOutputs: (producer) => targetOutputNames(plan, producer),
    targetType: ({ target: to }, input) => {
      const channels = (to.kind === 'scope' ? plan.scopes[to.scope] : plan.executors[to.executor])?.inputs.parameters;
      return typeOfChannel(channels?.[input]);
    },
    mayBeNull: (of, binding) => isUncertain(of, binding) || isOptionalInput(scope, binding),
    targetReads: ({ target: to }, input) => to.kind === 'scope' && reads(to.scope).has(input),
    typeOf: (binding) => bindingType(plan, scope, task, binding),
  };
}

function isOptionalInput({ inputs }: Scope, binding: Binding): boolean {
  const channel = binding.kind === 'input' ? inputs.parameters[binding.name] : undefined;
  return channel?.kind === 'parameter' && channel.optional === true && channel.default === undefined;
}

/** Names of the inputs of a scope's templates, the same whether it is a loop's body or not. */
function scopeInputNames(scope: Scope): ParameterNames {
  return portNames(scope.inputs, [itemsParameter, exactParameter]);
}

function targetOutputNames(plan: Plan, task: Task): ParameterNames {
  const { target } = task;
  if (target.kind === 'scope')
    return portNames(plan.scopes[target.scope]?.outputs ?? { parameters: {}, artifacts: {} });
  return portNames(plan.executors[target.executor]?.outputs ?? { parameters: {}, artifacts: {} });
}

function bindingType(
  plan: Plan,
  scope: Scope,
  task: (name: string) => Task,
  binding: Binding,
): ParameterType | undefined {
  if (binding.kind === 'input') {
    return typeOfChannel(scope.inputs.parameters[binding.name]);
  }
  if (binding.kind !== 'output') return undefined;
  const producer = task(binding.task);
  if (producer.loop !== undefined) return 'LIST';
  const { target } = producer;
  const output =
    target.kind === 'scope'
      ? plan.scopes[target.scope]?.outputs.parameters[binding.output]
      : plan.executors[target.executor]?.outputs.parameters[binding.output];
  return typeOfChannel(output?.channel);
}

function typeOfChannel(channel: Channel | undefined): ParameterType | undefined {
  return channel?.kind === 'parameter' ? channel.type : undefined;
}

/** The port of the input that a loop fills with its item. */
export function loopItem({ items, item }: Loop): string {
  return portKey(items.kind === 'artifacts' ? 'artifacts' : 'parameters', item);
}

/** A key of `ParameterNames`. */
export function portKey(kind: Kind, name: string): string {
  return `${kind}/${name}`;
}
