import { quoteExpression } from '@tiphys/expr';
import type { Argument, JobProperty } from '@tiphys/contract';
import { argoTaskName, encodeWire, workspaceDirectory } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { invariant } from '@tiphys/diagnostics';
import { isUncertain } from '@tiphys/compiler';
import type { Binding, Task } from '@tiphys/compiler';
import {
  asText,
  decode,
  encode,
  inert,
  inputText,
  isString,
  outputText,
  outputTextIfSucceeded,
  tag,
} from '../expression.ts';
import type { ScopeView } from './scope-view.ts';
import { exactParameter, portKey } from './scope-view.ts';
import type { Source } from './source-forms.ts';
import { isAwayText, itemSource, keyTexts, membersOf, parsed, placeText, untypedSource } from './untyped-source.ts';

/** A parameter that a task of the scope is given. */
export function parameterSource(view: ScopeView, task: Task, binding: Binding): Source {
  switch (binding.kind) {
    case 'constant':
      return constantSource(binding.value);
    case 'template':
      return templateSource(view, task, binding);
    case 'status':
      return statusSource(binding.task);
    case 'input':
      return inputSource(view, binding);
    case 'output': {
      return selected(view, binding, taskOutput(view, task, binding, 'parameters'));
    }
  }
}

/** An artifact that a task of the scope is given: wire text of a list of references. */
export function artifactWire(view: ScopeView, task: Task, binding: Binding): string {
  if (binding.kind === 'output') return textSource(taskOutput(view, task, binding, 'artifacts')).wire;
  invariant(binding.kind === 'input', 'an artifact comes from an input or an output');
  const name = nameOf(view.inputNames, 'artifacts', binding.name);
  if (portKey('artifacts', binding.name) === view.item && view.itemWire !== undefined) return view.itemWire;
  return portKey('artifacts', binding.name) === view.item ? tag(inputText(name)) : `{{inputs.parameters.${name}}}`;
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

/** A text such as `inputs.parameters['x']` as it stands: a simple tag has the same words. */
function textSource(text: string): Source {
  const isName = /^[a-z]+[^() ]*$/.test(text);
  return { wire: isName ? `{{${text.replace(/\['([^']*)'\]/g, '.$1')}}}` : tag(text), value: decode(text), text };
}

/** The output that a task is given. Of a producer that may not have succeeded there may be none. */
function taskOutput(
  view: ScopeView,
  task: Task,
  binding: Binding & { readonly kind: 'output' },
  kind: 'parameters' | 'artifacts',
): string {
  const name = nameOf(view.targetOutputs(view.task(binding.task)), kind, binding.output);
  const text = isUncertain(task, binding) ? outputTextIfSucceeded : outputText;
  return text(argoTaskName(binding.task), name);
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

function inputSource(view: ScopeView, binding: Binding & { readonly kind: 'input' }): Source {
  const text = inputText(nameOf(view.inputNames, 'parameters', binding.name));
  if (portKey('parameters', binding.name) !== view.item) return selected(view, binding, text);
  if (view.itemWire !== undefined) return { wire: view.itemWire, value: decode(text) };
  const exact = view.hasExactItem ? inputText(exactParameter) : text;
  return itemSource({ read: text, exact, type: view.typeOf(binding) }, binding.select ?? []);
}

/** `select` picks members of a value; of a string, members of the JSON in it (kfp-semantics 5.4). */
function selected(view: ScopeView, binding: Binding & { readonly select?: readonly string[] }, text: string): Source {
  const keys = binding.select ?? [];
  if (keys.length === 0) return textSource(text);
  const value = membersOf(decode(text), view.typeOf(binding), keys);
  return untypedSource(value, { whole: text, path: keyTexts(keys) });
}

/** A source as the list that a loop runs over: a string holds the list as JSON. */
export function listSource(source: Source): Source {
  const value = parsed(source.value);
  const text = `${isString(source.value)} ? ${inert(`trim(${source.value})`)} : ${encode(source.value)}`;
  const later = source.part && `${isAwayText(source.part.whole)} ? ${placeText(source.part)} : `;
  return { wire: tag(`${later ?? ''}${text}`), value };
}

/** A constant with placeholders, for a target that has no launcher to render it: a nested pipeline, a condition, a loop. */
function templateSource(
  view: ScopeView,
  task: Task,
  { argument, json }: Binding & { readonly kind: 'template' },
): Source {
  const text = renderedText(view, task, argument);
  return json === true ? { wire: tag(inert(text)), value: decode(text) } : { wire: tag(encode(text)), value: text };
}

function renderedText(view: ScopeView, task: Task, argument: Argument): string {
  if (typeof argument === 'string') return quoteExpression(argument);
  if ('concat' in argument) {
    return `(${argument.concat.map((part) => renderedText(view, task, part)).join(' + ')})`;
  }
  if ('json' in argument) return renderedJson(view, task, argument.json);
  if ('parameter' in argument) {
    const { binding, source } = inputOf(view, task, argument.parameter);
    const text = view.typeOf(binding) === 'STRING' ? source.value : asText(source.value);
    return view.mayBeNull(task, binding) ? `(${source.value} == nil ? '' : ${text})` : text;
  }
  invariant('job' in argument, 'the compiler refuses other placeholders here');
  if (argument.job === 'workspacePath') return quoteExpression(workspaceDirectory);
  return argument.job === 'taskName' ? quoteExpression(task.name) : jobText(argument.job);
}

function inputOf(view: ScopeView, task: Task, name: string): { readonly binding: Binding; readonly source: Source } {
  const binding = task.inputs.parameters[name];
  invariant(binding !== undefined, `the task is not given ${name}`);
  return { binding, source: parameterSource(view, task, binding) };
}

/** Wire text is JSON, so that of a parameter can stay as it is. */
function renderedJson(view: ScopeView, task: Task, argument: Argument): string {
  if (typeof argument === 'string' || !('parameter' in argument))
    return `toJson(${renderedText(view, task, argument)})`;
  const { text, value } = inputOf(view, task, argument.parameter).source;
  return text ?? `toJson(${value})`;
}

function jobText(job: JobProperty): string {
  if (job === 'jobCreateTime' || job === 'jobScheduleTime') return 'workflow.creationTimestamp.RFC3339';
  return job === 'jobId' ? 'workflow.uid' : 'workflow.name';
}
