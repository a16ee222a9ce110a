import type { Argument } from '@tiphys/contract';
import { argoTaskName, encodeWire } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { invariant } from '@tiphys/diagnostics';
import type { Binding, Task } from '@tiphys/compiler';
import { decode, encode, inert, inputText, member, outputText, quote, tag } from '../expression.ts';
import type { ScopeView } from './scope-view.ts';
import { indexParameter, itemsParameter, portKey } from './scope-view.ts';

/** Where a value comes from, in the two forms that a manifest needs. */
export interface Source {
  /** Text to paste where a wire value is wanted: literal JSON, or a tag that is replaced by it. */
  readonly wire: string;
  /** An expression for the value itself. */
  readonly value: string;
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
  return { wire, value: typeof value === 'number' || typeof value === 'boolean' ? wire : decode(quote(wire)) };
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

function statusSource(task: string): Source {
  const name = argoTaskName(task);
  const wire = `{"state":"{{tasks.${name}.status}}","pipelineTaskName":${encodeWire(task)}}`;
  return { wire, value: `{'state': tasks[${quote(name)}].status, 'pipelineTaskName': ${quote(task)} }` };
}

/** `select` picks members of a value; of a string, members of the JSON in it (kfp-semantics 5.4). */
function selected(view: ScopeView, binding: Binding & { readonly select?: readonly string[] }, source: Source): Source {
  const keys = binding.select ?? [];
  if (keys.length === 0) return source;
  const start = view.typeOf(binding) === 'STRING' ? decode(source.value) : source.value;
  const value = keys.reduce((inner, key) => member(inner, quote(key)), start);
  return { wire: tag(encode(value)), value };
}

/**
 * An item of the list that a loop's body was given, and its members. A list that was too large to travel is only known by
 * its reference (it begins with a brace, a list with a bracket); the launcher then picks the item.
 */
function itemSource(view: ScopeView, keys: readonly string[]): Source {
  const items = inputText(itemsParameter);
  const index = `int(${inputText(indexParameter)})`;
  const type = view.typeOf({ kind: 'input', name: view.item ?? '' });
  const item = member(decode(items), index);
  const start = keys.length > 0 && type === 'STRING' ? decode(item) : item;
  const value = keys.reduce((inner, key) => member(inner, quote(key)), start);
  const path = keys.map((key) => `,${encodeWire(key)}`).join('');
  const later = [quote('{"tiphys:at":['), items, quote(','), inputText(indexParameter), quote(`${path}]}`)].join(' + ');
  return { wire: tag(`${items} startsWith '\\u007b' ? ${later} : ${encode(value)}`), value };
}

/** A constant with placeholders, for a target that has no launcher to render it: a nested pipeline, a condition, a loop. */
function templateSource(view: ScopeView, task: Task, argument: Argument): Source {
  const value = renderedText(view, task, argument);
  return { wire: tag(encode(value)), value };
}

function renderedText(view: ScopeView, task: Task, argument: Argument): string {
  if (typeof argument === 'string') return quote(argument);
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

/** The raw text of a parameter that declares to be a string but holds a list, as wire text of that list. */
export function listInString(source: Source): Source {
  return { wire: tag(inert(`trim(${source.value})`)), value: decode(source.value) };
}
