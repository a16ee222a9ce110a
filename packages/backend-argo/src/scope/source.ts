import { quoteExpression } from '@tiphys/expr';
import type { Argument, ParameterType } from '@tiphys/contract';
import { argoTaskName, encodeWire, wireKey } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { invariant } from '@tiphys/diagnostics';
import type { Binding, Task } from '@tiphys/compiler';
import { asText, isString, decode, encode, inert, inputText, member, outputText, tag } from '../expression.ts';
import type { ScopeView } from './scope-view.ts';
import { indexParameter, itemsParameter, portKey } from './scope-view.ts';

/** Where a value comes from, in the two forms that a manifest needs. */
export interface Source {
  /** Text to paste where a wire value is wanted: literal JSON, or a tag that is replaced by it. */
  readonly wire: string;
  /** An expression for the value itself. */
  readonly value: string;
  /** Whether its type is only known when it is there: an item of a list, or a member of an object. */
  readonly isUntyped?: boolean;
}

/** A parameter that a task of the scope is given. */
export function parameterSource(view: ScopeView, task: Task, binding: Binding): Source {
  switch (binding.kind) {
    case 'constant':
      return constantSource(binding.value);
    case 'template':
      return templateSource(view, task, binding.argument);
    case 'status':
      return statusSource(binding.task);
    case 'input':
      if (binding.name === view.item) return itemSource(view, binding.select ?? []);
      return selected(view, binding, textSource(inputText(nameOf(view.inputNames, 'parameters', binding.name))));
    case 'output': {
      const producer = view.task(binding.task);
      const name = nameOf(view.targetOutputs(producer), 'parameters', binding.output);
      return selected(view, binding, taskOutputSource(binding.task, name));
    }
  }
}

/** An artifact that a task of the scope is given: wire text of a list of references. */
export function artifactWire(view: ScopeView, binding: Binding): string {
  if (binding.kind === 'output') {
    const producer = view.task(binding.task);
    return taskOutputSource(binding.task, nameOf(view.targetOutputs(producer), 'artifacts', binding.output)).wire;
  }
  invariant(binding.kind === 'input', 'an artifact comes from an input or an output');
  return `{{inputs.parameters.${nameOf(view.inputNames, 'artifacts', binding.name)}}}`;
}

/** A literal. Strings are decoded from wire text by the expression too, so that both forms have one spelling. */
export function constantSource(value: JsonValue): Source {
  const wire = encodeWire(value);
  return {
    wire,
    value: typeof value === 'number' || typeof value === 'boolean' ? wire : decode(quoteExpression(wire)),
  };
}

function nameOf(names: ReadonlyMap<string, string>, kind: 'parameters' | 'artifacts', name: string): string {
  const found = names.get(portKey(kind, name));
  invariant(found !== undefined, `nothing is called ${kind}/${name} here`);
  return found;
}

/** A text `inputs.parameters['x']` as it stands: the tag has the same words. */
function textSource(text: string): Source {
  return { wire: `{{${text.replace(/\['([^']*)'\]/g, '.$1')}}}`, value: decode(text) };
}

function taskOutputSource(task: string, output: string): Source {
  const name = argoTaskName(task);
  return { wire: `{{tasks.${name}.outputs.parameters.${output}}}`, value: decode(outputText(name, output)) };
}

/**
 * What the SDK documents of `PipelineTaskFinalStatus`, made here and not in the launcher, because a nested pipeline may hand
 * it on as a plain struct (kfp-semantics 6.2).
 */
function statusSource(task: string): Source {
  const status = `tasks[${quoteExpression(argoTaskName(task))}].status`;
  const state = `${status} == 'Succeeded' ? 'SUCCEEDED' : ${status} in ['Skipped', 'Omitted'] ? 'CANCELLED' : 'FAILED'`;
  const members = [
    `"state":"${tag(state)}"`,
    '"pipelineJobResourceName":"{{workflow.name}}"',
    `"pipelineTaskName":${encodeWire(task)}`,
    '"error":{}',
  ];
  return { wire: `{${members.join(',')}}`, value: `{'state': ${state} }` };
}

/** `select` picks members of a value; of a string, members of the JSON in it (kfp-semantics 5.4). */
function selected(view: ScopeView, binding: Binding & { readonly select?: readonly string[] }, source: Source): Source {
  const keys = binding.select ?? [];
  if (keys.length === 0) return source;
  const value = membersOf(source.value, view.typeOf(binding), keys);
  return { wire: tag(encode(value)), value, isUntyped: true };
}

/**
 * An item of the list that a loop's body was given, and its members. A list that was too large to travel is only known by
 * its reference (it begins with a brace, a list with a bracket); the launcher then picks the item.
 */
function itemSource(view: ScopeView, keys: readonly string[]): Source {
  const items = inputText(itemsParameter);
  const item = member(decode(items), `int(${inputText(indexParameter)})`);
  const type = view.typeOf({ kind: 'input', name: view.item ?? '' });
  const text = type === 'STRING' ? asText(item) : item;
  const value = keys.length > 0 ? membersOf(item, type, keys) : text;
  const path = keys.map((key) => `,${encodeWire(key)}`).join('');
  const later = [
    quoteExpression('{"tiphys:at":['),
    items,
    quoteExpression(','),
    inputText(indexParameter),
    quoteExpression(`${path}]}`),
  ].join(' + ');
  const wire = tag(`${items} startsWith '\\u007b' ? ${later} : ${encode(value)}`);
  return { wire, value, isUntyped: keys.length > 0 || type !== 'STRING' };
}

/** Members of a value of a declared type. What is not declared an object may be the text of one. */
function membersOf(value: string, type: ParameterType | undefined, keys: readonly string[]): string {
  const holder = type === 'STRUCT' || type === 'LIST' ? value : parsed(value);
  return keys.reduce((inner, key) => member(inner, quoteExpression(wireKey(key))), holder);
}

/** A value, or of a string the JSON in it: the SDK calls items strings whatever they are. */
function parsed(value: string): string {
  return `(${isString(value)} ? fromJSON(${value}) : ${value})`;
}

/** A source as it arrives in an input of a declared type. Only what is untyped may have to be converted. */
export function convertedSource(source: Source, type: ParameterType | undefined): Source {
  if (source.isUntyped !== true || type !== 'STRING') return source;
  const value = asText(source.value);
  return { wire: tag(encode(value)), value };
}

/** A source as the list that a loop runs over: a string holds the list as JSON. */
export function listSource(source: Source): Source {
  const value = parsed(source.value);
  const text = `${isString(source.value)} ? ${inert(`trim(${source.value})`)} : ${encode(source.value)}`;
  return { wire: tag(text), value };
}

/** A constant with placeholders, for a target that has no launcher to render it: a nested pipeline, a condition, a loop. */
function templateSource(view: ScopeView, task: Task, argument: Argument): Source {
  const value = renderedText(view, task, argument);
  return { wire: tag(encode(value)), value };
}

function renderedText(view: ScopeView, task: Task, argument: Argument): string {
  if (typeof argument === 'string') return quoteExpression(argument);
  if ('concat' in argument) {
    return `(${argument.concat.map((part) => renderedText(view, task, part)).join(' + ')})`;
  }
  if ('parameter' in argument) {
    const binding = task.inputs.parameters[argument.parameter];
    invariant(binding !== undefined, `the task is not given ${argument.parameter}`);
    const source = parameterSource(view, task, binding);
    return view.typeOf(binding) === 'STRING' ? source.value : `toJson(${source.value})`;
  }
  invariant('job' in argument, 'the compiler refuses other placeholders here');
  return jobText(argument.job);
}

function jobText(job: string): string {
  return job === 'jobId' ? 'workflow.uid' : 'workflow.name';
}
