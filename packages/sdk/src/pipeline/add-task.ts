import type { AnyValue, Graph, GroupNode, TaskNode } from '../model.ts';
import { dataOf } from '../model.ts';
import type { AnyComponent } from '../components/any-component.ts';
import { dataOfComponent } from '../components/any-component.ts';
import { badName, missingInput, outsideScope, unknownInput, wrongInput } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { kebabName, uniqueName } from '../ir/unique-name.ts';
import { nameOfValue } from '../ir/value-names.ts';
import { fitFault } from '../types/fits.ts';
import type { Types } from '../types/type.ts';
import { describeType } from '../types/type-words.ts';
import { createValue } from '../values/create-value.ts';
import { valuesWithin } from '../values/values-within.ts';
import { checkOptions } from './check-options.ts';
import { describeGroup } from './describe-group.ts';
import { isWithin } from './graph.ts';
import { checkTaskNames } from './option-names.ts';
import type { TaskOptions } from './task-options.ts';
import { handleBrand, nodeOf, valuesOfOptions } from './task-options.ts';

/**
 * Puts a task into a group, once its inputs are checked: what types cannot see, and what plain JavaScript gets wrong.
 *
 * @param exitOf the group after which the task runs, for the task of an exit handler
 */
export function addTask(
  graph: Graph,
  group: GroupNode,
  component: AnyComponent,
  inputs: Readonly<Record<string, unknown>>,
  { after = [], ...options }: TaskOptions,
  exitOf?: GroupNode,
): object {
  const data = dataOfComponent(component);
  checkInputs(data.name, data.inputs, inputs);
  const base = kebabName(options.name ?? data.name);
  if (base === '')
    fail(badName({ what: 'a task', name: options.name ?? data.name, rule: 'It needs letters or digits.' }));
  const name = uniqueName(base, (candidate) => graph.taskNames.has(candidate));
  const task: TaskNode = {
    kind: 'task',
    name,
    parent: group,
    component,
    inputs,
    options,
    after: new Set(after.map(nodeOf)),
    ...(exitOf !== undefined && { exitOf }),
  };
  checkTaskNames(name, options);
  checkOptions(name, data.implementation, options);
  for (const value of [...valuesWithin(Object.values(inputs)), ...valuesOfOptions(options)]) {
    checkVisible(value, group, `the task ${name}`);
  }
  graph.taskNames.add(name);
  if (exitOf === undefined) group.tasks.push(task);
  else graph.exitTasks.push(task);
  return handleOf(task, data.outputs);
}

/** Refuses a value that is not there in a group. */
export function checkVisible(value: AnyValue, group: GroupNode, user: string): void {
  const { scope } = dataOf(value);
  if (!isWithin(group, scope)) fail(outsideScope({ value: nameOfValue(value), scope: describeGroup(scope), user }));
}

function handleOf(task: TaskNode, outputs: Types): object {
  const values = Object.fromEntries(
    Object.entries(outputs).map(([name, type]) => [
      name,
      createValue({ source: { kind: 'output', node: task, output: () => name }, type, scope: task.parent }),
    ]),
  );
  const handle = {
    [handleBrand]: task,
    outputs: values,
    // With several outputs there is none of this name; the types say so.
    output: Object.keys(values).length === 1 ? Object.values(values)[0] : undefined,
    after: (...others: Parameters<typeof nodeOf>[0][]) => {
      for (const other of others) task.after.add(nodeOf(other));
      return handle;
    },
  };
  return Object.freeze(handle);
}

function checkInputs(component: string, types: Types, inputs: Readonly<Record<string, unknown>>): void {
  for (const [input, given] of Object.entries(inputs)) {
    const type = types[input];
    if (type === undefined) {
      if (given === undefined) continue;
      return fail(unknownInput({ component, input, known: Object.keys(types) }));
    }
    const found = given === undefined ? undefined : fitFault(given, type);
    if (found !== undefined) return fail(wrongInput({ component, input, wanted: describeType(type), found }));
  }
  const missing = Object.entries(types).find(
    ([name, type]) => type.presence === 'required' && inputs[name] === undefined,
  );
  if (missing !== undefined) {
    return fail(missingInput({ component, input: missing[0], type: describeType(missing[1]) }));
  }
}
