import { wireKey } from '@tiphys/contract';
import { quoteExpression } from '@tiphys/expr';

/*
 * Texts in Argo's expression language (expr-lang, argo-facts 4), put together from parts. Each function returns one
 * operand: a text that keeps its meaning wherever it is pasted. The self-check parses every one that a manifest holds.
 */

/** An input parameter of the template at hand: wire text. */
export function inputText(name: string): string {
  return parameterOf('inputs', name);
}

/** An argument of the workflow: raw text. */
export function workflowText(name: string): string {
  return parameterOf('workflow', name);
}

/** Most names are identifiers; a quote in the JSON of a manifest is longer than a dot. */
function parameterOf(owner: 'inputs' | 'workflow', name: string): string {
  const isIdentifier = /^[A-Za-z_]\w*$/.test(name);
  return `${owner}.parameters${isIdentifier ? `.${name}` : `[${quoteExpression(name)}]`}`;
}

/** An output parameter of a sibling task: wire text. */
export function outputText(task: string, name: string): string {
  return `tasks[${quoteExpression(task)}].outputs.parameters[${quoteExpression(name)}]`;
}

/**
 * An output of a sibling task, or `null` when that did not succeed. Argo from 3.7.11 and 4.0.2 on looks for the names in an
 * expression before it evaluates any of it, and would wait for ever for an output that never comes; a name that is put together
 * is none that it can look for (argo-facts 0).
 */
export function outputTextIfSucceeded(task: string, name: string): string {
  const quoted = quoteExpression(task);
  const output = `tasks[${quoted} + ''].outputs.parameters[${quoteExpression(name)}]`;
  return `(tasks[${quoted}].status == 'Succeeded' ? ${output} : 'null')`;
}

/** The value that a wire text stands for. */
export function decode(text: string): string {
  return `fromJSON(${text})`;
}

/** A member of a value, by key or index text. */
export function member(value: string, key: string): string {
  return `${value}[${key}]`;
}

/**
 * A member by its key in the pipeline. A key that begins like those of the wire format has another name there, but not in an
 * argument of the workflow, which is a user's own text.
 */
export function namedMember(value: string, key: string): string {
  const plain = member(value, quoteExpression(key));
  const onWire = wireKey(key);
  return onWire === key ? plain : `(${member(value, quoteExpression(onWire))} ?? ${plain})`;
}

/**
 * The wire text of a value: JSON in which no tag of Argo's and no variable of Kubernetes' can begin, and no DEL, which Go
 * would escape as no JSON reader understands (argo-facts 2.1, lowering-verified 1).
 */
export function encode(value: string): string {
  return inert(`toJson(${value})`);
}

/** The same for a text that is JSON already; unlike `encode` it keeps integers beyond 2^53. */
export function inert(json: string): string {
  const braces = `replace(${json}, '{'+'{', '{\\\\u007b')`;
  const dollars = `replace(${braces}, '$', '\\\\u0024')`;
  return `replace(${dollars}, '\\u007f', '\\\\u007f')`;
}

/** Whether a value is a string. Of unknown types only their JSON can be told apart in every version. */
export function isString(value: string): string {
  return `toJson(${value}) startsWith '"'`;
}

/** A value as KFP turns it to a string: a string as it is, anything else as its JSON (kfp-semantics 4.2). */
export function asText(value: string): string {
  return `(${isString(value)} ? ${value} : toJson(${value}))`;
}

/** An Argo tag that is replaced by the result of an expression. */
export function tag(expression: string): string {
  return `{{=${expression}}}`;
}
