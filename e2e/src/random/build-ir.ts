import type { JsonValue } from '@tiphys/diagnostics';
import type { Operation, ValueType } from './operations.ts';
import { maybe, number, operations, text } from './operations.ts';
import type { ConditionDraw, LeafDraw, Pick, PipelineDraw, ScopeDraw, StepDraw } from './pipeline-draw.ts';

/** IR as plain data. */
export type Ir = Readonly<Record<string, JsonValue>>;

type Branching = Extract<StepDraw, { kind: 'if' | 'branches' }>;
type Looping = Extract<StepDraw, { kind: 'loop' }>;

/** Something that tasks of a DAG can take. */
interface Value {
  readonly from: Ir;
  readonly type: ValueType;
  readonly ofTask?: string;
}

interface Port {
  readonly name: string;
  readonly type: ValueType;
}

interface Component {
  readonly name: string;
  readonly output: ValueType;
}

const rootInputs: readonly Port[] = [
  { name: 't', type: text },
  { name: 'n', type: number },
  { name: 'l', type: { base: 'text', lists: 1 } },
  { name: 'm', type: maybe },
];

/** The pipeline that a draw stands for. */
export function buildIr({ root }: PipelineDraw): Ir {
  const builder = new IrBuilder();
  const { name } = builder.scope(root, rootInputs);
  const { [name]: rootComponent, ...components } = builder.components;
  return {
    pipelineInfo: { name: 'random' },
    schemaVersion: '2.1.0',
    components: { ...components, ...leafComponents() },
    deploymentSpec: { executors: leafExecutors() },
    root: rootComponent as Ir,
  };
}

/** Collects the components of the DAGs of one pipeline. */
class IrBuilder {
  readonly components: Record<string, Ir> = {};

  /** A component of a DAG. Its output is one of the values that its tasks make, of the `wanted` type if one is asked for. */
  scope(draw: ScopeDraw, inputs: readonly Port[], wanted?: ValueType): Component {
    const values: Value[] = inputs.map(({ name, type }) => ({ from: { componentInputParameter: name }, type }));
    const tasks: Record<string, Ir> = {};
    for (const [index, step] of [...draw.steps, draw.last].entries()) {
      const name = `t${String(index)}`;
      const { task, output } = this.#task(step, values);
      tasks[name] = task;
      if (output) values.push({ from: outputOf(name), type: output, ofTask: name });
    }
    const made = values.filter(({ ofTask, type }) => ofTask !== undefined && (!wanted || sameType(type, wanted)));
    const given = made[draw.output % made.length] as Value & { readonly ofTask: string };
    return this.#dag(inputs, given.type, tasks, { valueFromParameter: selectorOf(given.ofTask) });
  }

  #task(step: StepDraw, values: readonly Value[]): { readonly task: Ir; readonly output?: ValueType } {
    if (step.kind === 'leaf') return leafTask(step, values);
    const captured = capture(step.captures, values);
    if (step.kind === 'loop') return this.#loop(step, values, captured);
    if (step.kind === 'nested') {
      const { name, output } = this.scope(step.body, captured.ports);
      return { task: call(name, captured.bindings), output };
    }
    const condition = conditionOf(step.condition);
    const tested = { c: bind(step.condition.value, condition.type, values) };
    if (step.kind === 'if') {
      const { name } = this.scope(step.body, [...captured.ports, { name: 'c', type: condition.type }]);
      return { task: when(call(name, { ...captured.bindings, ...tested }), condition.text) };
    }
    const branches = this.#branches(step, [...captured.ports, { name: 'c', type: condition.type }], condition.text);
    return { task: call(branches.name, { ...captured.bindings, ...tested }), output: text };
  }

  /** The text of the one of two branches that runs. */
  #branches(step: Branching, inputs: readonly Port[], condition: string): Component {
    const passed = Object.fromEntries(inputs.map(({ name }) => [name, { componentInputParameter: name }]));
    const yes = this.scope(step.body, inputs, text);
    const no = this.scope(step.otherwise, inputs, text);
    const tasks = {
      yes: when(call(yes.name, passed), condition),
      no: when(call(no.name, passed), `!(${condition})`),
    };
    return this.#dag(inputs, text, tasks, {
      valueFromOneof: { parameterSelectors: [selectorOf('yes'), selectorOf('no')] },
    });
  }

  #loop(
    step: Looping,
    values: readonly Value[],
    captured: Captured,
  ): { readonly task: Ir; readonly output: ValueType } {
    const lists = values.filter(({ type }) => type.lists > 0);
    const list = lists[step.list.pick % (lists.length + 1)];
    const item: ValueType = list ? { ...list.type, lists: list.type.lists - 1 } : itemType(step.list.items);
    const inputs = [...captured.ports, { name: 'item', type: item }];
    const body = this.scope(step.body, inputs);
    const { name, output } = step.only ? this.#filter(body, step.only, inputs) : body;
    const items = list ? { inputParameter: 'list' } : { raw: JSON.stringify(step.list.items) };
    return {
      task: {
        ...call(name, { ...captured.bindings, ...(list && { list: list.from }) }),
        parameterIterator: { itemInput: 'item', items },
        ...(step.limit !== undefined && { iteratorPolicy: { parallelismLimit: step.limit } }),
      },
      output: { ...output, lists: output.lists + 1 },
    };
  }

  /** A body of a loop that is left out where the condition does not hold. */
  #filter(body: Component, only: ConditionDraw, inputs: readonly Port[]): Component {
    const condition = conditionOf(only);
    const values = inputs.map(({ name, type }) => ({ from: { componentInputParameter: name }, type }));
    const passed = Object.fromEntries(inputs.map(({ name }) => [name, { componentInputParameter: name }]));
    const task = call(body.name, { ...passed, c: bind(only.value, condition.type, values) });
    this.components[body.name] = withInput(this.components[body.name] as Ir, { name: 'c', type: condition.type });
    return this.#dag(
      inputs,
      body.output,
      { only: when(task, condition.text) },
      {
        valueFromParameter: selectorOf('only'),
      },
    );
  }

  #dag(inputs: readonly Port[], output: ValueType, tasks: Readonly<Record<string, Ir>>, Output: Ir): Component {
    const name = `comp-${String(Object.keys(this.components).length)}`;
    this.components[name] = {
      inputDefinitions: { parameters: definitionsOf(inputs) },
      outputDefinitions: { parameters: { Output: { parameterType: parameterType(output) } } },
      dag: { outputs: { parameters: { Output } }, tasks },
    };
    return { name, output };
  }
}

interface Captured {
  readonly ports: readonly Port[];
  readonly bindings: Readonly<Record<string, Ir>>;
}

function capture(captures: readonly number[], values: readonly Value[]): Captured {
  const chosen = [...new Set(captures.map((index) => values[index % values.length] as Value))];
  return {
    ports: chosen.map(({ type }, index) => ({ name: `i${String(index)}`, type })),
    bindings: Object.fromEntries(chosen.map(({ from }, index) => [`i${String(index)}`, from])),
  };
}

function leafTask(step: LeafDraw, values: readonly Value[]): { readonly task: Ir; readonly output: ValueType } {
  const { inputs, output }: Operation = operations[step.operation];
  const bound = inputs.map(({ name, type }, index) => [name, bind(step.inputs[index] as Pick, type, values)] as const);
  // No binding at all is the third way to leave an optional input out.
  const given = bound.filter(([, binding]) => Object.keys(binding).length > 0);
  return { task: call(`comp-${step.operation}`, Object.fromEntries(given)), output };
}

function bind(pick: Pick, type: ValueType, values: readonly Value[]): Ir {
  const candidates = values.filter((value) =>
    type.lists > 0
      ? value.type.lists > 0
      : sameType(value.type, type) || (type.base === 'maybe' && sameType(value.type, text)),
  );
  return candidates[pick.pick % (candidates.length + 1)]?.from ?? constantFor(pick, type);
}

function constantFor(pick: Pick, type: ValueType): Ir {
  if (type.lists > 0) return { runtimeValue: { constant: [pick.text, pick.number] } };
  if (type.base === 'number') return { runtimeValue: { constant: pick.number } };
  if (type.base === 'maybe' && pick.number === 0) return {};
  if (type.base === 'maybe' && pick.number === 1) return { runtimeValue: { constant: null } };
  return { runtimeValue: { constant: pick.text } };
}

function conditionOf(draw: ConditionDraw): { readonly type: ValueType; readonly text: string } {
  return draw.on === 'text'
    ? { type: text, text: `inputs.parameter_values['c'] == '${draw.text}'` }
    : { type: number, text: `int(inputs.parameter_values['c']) > ${String(draw.number)}` };
}

/** Lists of both are not drawn; an empty one may be of anything. */
function itemType(items: readonly (string | readonly number[])[]): ValueType {
  return typeof items[0] === 'string' ? text : { base: 'number', lists: 1 };
}

function leafComponents(): Readonly<Record<string, Ir>> {
  return Object.fromEntries(
    Object.entries<Operation>(operations).map(([name, { inputs, output }]) => [
      `comp-${name}`,
      {
        executorLabel: `exec-${name}`,
        inputDefinitions: { parameters: definitionsOf(inputs) },
        outputDefinitions: { parameters: { Output: { parameterType: parameterType(output) } } },
      },
    ]),
  );
}

function leafExecutors(): Readonly<Record<string, Ir>> {
  return Object.fromEntries(
    Object.entries<Operation>(operations).map(([name, { inputs, shell }]) => {
      const values = inputs.map((input) =>
        input.type.base === 'maybe' && input.default === undefined
          ? { IfPresent: { InputName: input.name, Then: `{{$.inputs.parameters['${input.name}']}}`, Else: 'absent' } }
          : `{{$.inputs.parameters['${input.name}']}}`,
      );
      const argv = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
      const command = ['sh', '-c', shell, "{{$.outputs.parameters['Output'].output_file}}", ...argv];
      return [`exec-${name}`, { container: { image: 'busybox', command } }];
    }),
  );
}

function definitionsOf(ports: Operation['inputs']): Readonly<Record<string, Ir>> {
  return Object.fromEntries(
    ports.map(({ name, type, default: defaultValue }) => [
      name,
      {
        parameterType: parameterType(type),
        ...(type.base === 'maybe' && { isOptional: true }),
        ...(defaultValue !== undefined && { defaultValue }),
      },
    ]),
  );
}

function withInput(component: Ir, port: Port): Ir {
  const { parameters } = component['inputDefinitions'] as { readonly parameters: Ir };
  return { ...component, inputDefinitions: { parameters: { ...parameters, ...definitionsOf([port]) } } };
}

function parameterType({ base, lists }: ValueType): string {
  return lists > 0 ? 'LIST' : base === 'number' ? 'NUMBER_INTEGER' : 'STRING';
}

function sameType(a: ValueType, b: ValueType): boolean {
  return a.base === b.base && a.lists === b.lists;
}

function call(component: string, parameters: Readonly<Record<string, Ir>>): Ir {
  return { componentRef: { name: component }, inputs: { parameters } };
}

function when(task: Ir, condition: string): Ir {
  return { ...task, triggerPolicy: { condition } };
}

function outputOf(producerTask: string): Ir {
  return { taskOutputParameter: { producerTask, outputParameterKey: 'Output' } };
}

function selectorOf(producerSubtask: string): Ir {
  return { producerSubtask, outputParameterKey: 'Output' };
}
