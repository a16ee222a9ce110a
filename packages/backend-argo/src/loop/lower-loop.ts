import { quoteExpression } from '@tiphys/expr';
import type { DAGTask, Parameter, Template } from '@tiphys/argo-types';
import type { Loop, Ports, Task } from '@tiphys/compiler';
import { iterationTaskName } from '@tiphys/contract';
import { decode, inputText, member, outputText, tag } from '../expression.ts';
import { itemArgument } from './item-argument.ts';
import { scopeParameters } from '../scope/lower-scope.ts';
import { taskArguments } from '../scope/task-arguments.ts';
import { sourceName } from '../outputs/lower-outputs.ts';
import type { ScopeView } from '../scope/scope-view.ts';
import { exactParameter, itemsParameter, loopItem, portKey } from '../scope/scope-view.ts';

type Kind = keyof Ports<unknown>;

/** The task of a loop that runs once per item (`taskPath` of the contract knows it). */
const eachTask = 'each';

/** What the iterations of a loop run. */
export interface IterationTarget {
  /** Name of the template. */
  readonly name: string;
  /** The only task of the body, where that is its template (`loneTask`); else it is the body's. */
  readonly lone?: Task;
}

/**
 * The template around a loop: it holds the limit on iterations at a time, makes a loop over nothing succeed, and turns what
 * the iterations put out into lists.
 *
 * @param body the loop's body, seen as such
 */
export function lowerLoop(
  name: string,
  loop: Loop,
  body: ScopeView,
  { name: target, lone }: IterationTarget,
): Template {
  const given = scopeParameters(body);
  const item = body.inputNames.get(loopItem(loop));
  const needsItems = loop.items.kind !== 'constant' || item !== undefined;
  const passed = given.filter((parameter) => parameter !== item && parameter !== exactParameter);
  const inputs = [...passed, ...(needsItems ? [itemsParameter] : [])];
  const taskName = lone === undefined ? eachTask : iterationTaskName(lone.name);
  const outputs = collectedOutputs(body, taskName, lone);
  const parameters =
    lone === undefined
      ? given.map((parameter) => bodyArgument(parameter, item, loop, body))
      : taskArguments({ ...body, itemWire: itemWire(loop, body) }, lone);
  const each: DAGTask = {
    name: taskName,
    template: target,
    withSequence: { count: iterationCount(loop) },
    ...(parameters.length > 0 && { arguments: { parameters: [...parameters] } }),
  };
  return {
    name,
    ...(loop.parallelism !== undefined && { parallelism: loop.parallelism }),
    ...(inputs.length > 0 && { inputs: { parameters: inputs.map((parameter): Parameter => ({ name: parameter })) } }),
    dag: { failFast: false, target: taskName, tasks: [each] },
    ...(outputs.length > 0 && { outputs: { parameters: outputs } }),
  };
}

function bodyArgument(name: string, item: string | undefined, loop: Loop, body: ScopeView): Parameter {
  if (name !== item && name !== exactParameter) return { name, value: `{{inputs.parameters.${name}}}` };
  return { name, value: itemWire(loop, body, name === item && body.hasExactItem) };
}

/** The wire text of an iteration's item. */
function itemWire(loop: Loop, body: ScopeView, mayRound = false): string {
  const { items } = loop;
  return itemArgument({
    kind: items.kind === 'artifacts' ? 'artifacts' : 'parameters',
    type: body.typeOf({ kind: 'input', name: loop.item }),
    ...(items.kind === 'constant' && { constant: items.value }),
    mayRound,
  });
}

/** A list that was too large to travel says its length in its reference. Artifacts that were not given are none. */
function iterationCount(loop: Loop): string {
  if (loop.items.kind === 'constant') return String(loop.items.value.length);
  const items = inputText(itemsParameter);
  const length = member(member(decode(items), quoteExpression('tiphys:ref')), quoteExpression('length'));
  const none = loop.items.kind === 'artifacts' ? `${items} == 'null' ? 0 : ` : '';
  return tag(` string(${none}${items} startsWith '\\u007b' ? int(${length}) : len(${decode(items)})) `);
}

function collectedOutputs(body: ScopeView, each: string, lone: Task | undefined): readonly Parameter[] {
  return (['parameters', 'artifacts'] as const).flatMap((kind) =>
    Object.entries(body.scope.outputs[kind]).map(([output, { sources }]) => {
      const name = body.outputNames.get(portKey(kind, output)) ?? output;
      const given = lone === undefined ? name : sources.map((source) => sourceName(body, kind, source)).join();
      return { name, valueFrom: collectedOutput(kind, outputText(each, given)) };
    }),
  );
}

/**
 * The wire texts of the iterations, joined to the text of a list. Iterations that put nothing out are left out; artifact
 * lists become one list (kfp-semantics 5.7, 12).
 */
function collectedOutput(kind: Kind, collected: string): NonNullable<Parameter['valueFrom']> {
  const texts = `map(filter(${decode(collected)}, # != '"null"'), fromJSON(#))`;
  const elements =
    kind === 'parameters' ? texts : `map(filter(${texts}, # != '[]'), trimSuffix(trimPrefix(#, '['), ']'))`;
  return { expression: `'[' + join(${elements}, ',') + ']'`, default: '[]' };
}
