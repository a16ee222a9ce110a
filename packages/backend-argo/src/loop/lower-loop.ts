import { quoteExpression } from '@tiphys/expr';
import type { DAGTask, Parameter, Template } from '@tiphys/argo-types';
import type { Loop, Ports } from '@tiphys/compiler';
import { decode, inputText, member, outputText, tag } from '../expression.ts';
import { itemArgument } from './item-argument.ts';
import { scopeParameters } from '../scope/lower-scope.ts';
import type { ScopeView } from '../scope/scope-view.ts';
import { exactParameter, itemsParameter, loopItem, portKey } from '../scope/scope-view.ts';

type Kind = keyof Ports<unknown>;

/** The task of a loop that runs once per item (`taskPath` of the contract knows it). */
const eachTask = 'each';

/**
 * The template around a loop: it holds the limit on iterations at a time, makes a loop over nothing succeed, and turns what
 * the iterations put out into lists.
 *
 * @param body the loop's body, seen as such
 * @param bodyName the body's template
 */
export function lowerLoop(name: string, loop: Loop, body: ScopeView, bodyName: string): Template {
  const given = scopeParameters(body);
  const item = body.inputNames.get(loopItem(loop));
  const needsItems = loop.items.kind !== 'constant' || item !== undefined;
  const passed = given.filter((parameter) => parameter !== item && parameter !== exactParameter);
  const inputs = [...passed, ...(needsItems ? [itemsParameter] : [])];
  const outputs = collectedOutputs(body);
  const each: DAGTask = {
    name: eachTask,
    template: bodyName,
    withSequence: { count: iterationCount(loop) },
    ...(given.length > 0 && {
      arguments: { parameters: given.map((parameter) => bodyArgument(parameter, item, loop, body)) },
    }),
  };
  return {
    name,
    ...(loop.parallelism !== undefined && { parallelism: loop.parallelism }),
    ...(inputs.length > 0 && { inputs: { parameters: inputs.map((parameter): Parameter => ({ name: parameter })) } }),
    dag: { failFast: false, target: eachTask, tasks: [each] },
    ...(outputs.length > 0 && { outputs: { parameters: outputs } }),
  };
}

function bodyArgument(name: string, item: string | undefined, loop: Loop, body: ScopeView): Parameter {
  if (name !== item && name !== exactParameter) return { name, value: `{{inputs.parameters.${name}}}` };
  const { items } = loop;
  const value = itemArgument({
    kind: items.kind === 'artifacts' ? 'artifacts' : 'parameters',
    type: body.typeOf({ kind: 'input', name: loop.item }),
    ...(items.kind === 'constant' && { constant: items.value }),
    mayRound: name === item && body.hasExactItem,
  });
  return { name, value };
}

/** A list that was too large to travel says its length in its reference. Artifacts that were not given are none. */
function iterationCount(loop: Loop): string {
  if (loop.items.kind === 'constant') return String(loop.items.value.length);
  const items = inputText(itemsParameter);
  const length = member(member(decode(items), quoteExpression('tiphys:ref')), quoteExpression('length'));
  const none = loop.items.kind === 'artifacts' ? `${items} == 'null' ? 0 : ` : '';
  return tag(` string(${none}${items} startsWith '\\u007b' ? int(${length}) : len(${decode(items)})) `);
}

function collectedOutputs(body: ScopeView): readonly Parameter[] {
  const { scope } = body;
  return (['parameters', 'artifacts'] as const).flatMap((kind) =>
    Object.keys(scope.outputs[kind]).map((output) =>
      collectedOutput(kind, body.outputNames.get(portKey(kind, output)) ?? output),
    ),
  );
}

/**
 * The wire texts of the iterations, joined to the text of a list. Iterations that put nothing out are left out; artifact
 * lists become one list (kfp-semantics 5.7, 12).
 */
function collectedOutput(kind: Kind, name: string): Parameter {
  const texts = `map(filter(${decode(outputText(eachTask, name))}, # != '"null"'), fromJSON(#))`;
  const elements =
    kind === 'parameters' ? texts : `map(filter(${texts}, # != '[]'), trimSuffix(trimPrefix(#, '['), ']'))`;
  return { name, valueFrom: { expression: `'[' + join(${elements}, ',') + ']'`, default: '[]' } };
}
