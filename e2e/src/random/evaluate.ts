import type { JsonValue } from '@tiphys/diagnostics';
import type { Ir } from './build-ir.ts';
import type { OperationName } from './operations.ts';
import { operations } from './operations.ts';

/** What has to come of a run: of each task with a program that runs its output, and what is skipped. */
export interface Evaluation {
  readonly output: JsonValue | undefined;
  readonly outputs: ReadonlyMap<string, JsonValue>;
  readonly skipped: ReadonlySet<string>;
}

type Inputs = Readonly<Record<string, JsonValue>>;

interface Task {
  readonly componentRef: { readonly name: string };
  readonly inputs: { readonly parameters: Readonly<Record<string, Binding>> };
  readonly parameterIterator?: { readonly items: { readonly raw?: string; readonly inputParameter?: string } };
  readonly triggerPolicy?: { readonly condition: string };
}

interface Binding {
  readonly runtimeValue?: { readonly constant: JsonValue };
  readonly componentInputParameter?: string;
  readonly taskOutputParameter?: { readonly producerTask: string };
}

interface Component {
  readonly executorLabel?: string;
  readonly inputDefinitions: { readonly parameters: Readonly<Record<string, { readonly defaultValue?: JsonValue }>> };
  readonly dag: { readonly outputs: { readonly parameters: { readonly Output: Selector } }; readonly tasks: Tasks };
}

interface Selector {
  readonly valueFromParameter?: { readonly producerSubtask: string };
  readonly valueFromOneof?: { readonly parameterSelectors: readonly { readonly producerSubtask: string }[] };
}

type Tasks = Readonly<Record<string, Task>>;

/**
 * What IR means, as directly as it can be said: a component is a function of its inputs, a task calls it with what its
 * bindings say, a loop calls it for each item. Knows no more of IR than random pipelines have in them.
 *
 * Absent and null are one thing here: `undefined`.
 */
export function evaluate(ir: Ir, parameters: Inputs): Evaluation {
  const components = ir['components'] as unknown as Readonly<Record<string, Component>>;
  const outputs = new Map<string, JsonValue>();
  const skipped = new Set<string>();

  function evaluateComponent(path: string, name: string, given: Inputs): JsonValue | undefined {
    const component = name === '' ? (ir['root'] as unknown as Component) : (components[name] as Component);
    const inputs = withDefaults(component, given);
    if (component.executorLabel === undefined) return evaluateDag(path, component.dag, inputs);
    const { inputs: order, compute } = operations[name.slice('comp-'.length) as OperationName];
    const output = (compute as (...values: unknown[]) => JsonValue)(...order.map((input) => inputs[input.name]));
    outputs.set(path, output);
    return output;
  }

  function evaluateDag(path: string, dag: Component['dag'], inputs: Inputs): JsonValue | undefined {
    const results = new Map<string, JsonValue | undefined>();
    const result = (name: string): JsonValue | undefined => {
      if (!results.has(name)) results.set(name, evaluateTask(name));
      return results.get(name);
    };
    const evaluateTask = (name: string): JsonValue | undefined => {
      const task = dag.tasks[name] as Task;
      const here = path === '' ? name : `${path}/${name}`;
      const given = Object.fromEntries(
        Object.entries(task.inputs.parameters)
          .map(([input, binding]) => [input, valueOf(binding, inputs, result)] as const)
          .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined),
      );
      if (task.triggerPolicy && !holds(task.triggerPolicy.condition, given['c'])) {
        skipped.add(here);
        return undefined;
      }
      const component = task.componentRef.name;
      if (!task.parameterIterator) return evaluateComponent(here, component, given);
      return itemsOf(task.parameterIterator.items, given)
        .map((item, index) => evaluateComponent(`${here}[${String(index)}]`, component, { ...given, item }))
        .filter((value) => value !== undefined);
    };
    Object.keys(dag.tasks).forEach(result);
    const { valueFromParameter, valueFromOneof } = dag.outputs.parameters.Output;
    const selectors = valueFromOneof?.parameterSelectors ?? (valueFromParameter ? [valueFromParameter] : []);
    return selectors.map(({ producerSubtask }) => result(producerSubtask)).find((value) => value !== undefined);
  }

  const output = evaluateComponent('', '', parameters);
  return { output, outputs, skipped };
}

function withDefaults({ inputDefinitions: { parameters } }: Component, given: Inputs): Inputs {
  const defaults = Object.entries(parameters).flatMap(([name, { defaultValue }]) =>
    defaultValue === undefined ? [] : [[name, defaultValue] as const],
  );
  return { ...Object.fromEntries(defaults), ...given };
}

function valueOf(
  { runtimeValue, componentInputParameter, taskOutputParameter }: Binding,
  inputs: Inputs,
  result: (task: string) => JsonValue | undefined,
): JsonValue | undefined {
  if (componentInputParameter !== undefined) return inputs[componentInputParameter];
  if (taskOutputParameter) return result(taskOutputParameter.producerTask);
  return runtimeValue?.constant ?? undefined;
}

function itemsOf(items: { readonly raw?: string; readonly inputParameter?: string }, given: Inputs): JsonValue[] {
  return items.raw === undefined
    ? (given[items.inputParameter ?? ''] as JsonValue[])
    : (JSON.parse(items.raw) as JsonValue[]);
}

/** Of `c == 'text'` and `int(c) > number`, and not of either. */
function holds(condition: string, c: JsonValue | undefined): boolean {
  const negated = /^!\((.*)\)$/.exec(condition)?.[1];
  if (negated !== undefined) return !holds(negated, c);
  const [, word] = /== '(.*)'$/.exec(condition) ?? [];
  return word === undefined ? Number(c) > Number(/> (\d+)$/.exec(condition)?.[1]) : c === word;
}
