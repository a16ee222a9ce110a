import type { Argument } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { valueText } from '@tiphys/expr';
import { podPlaceholder, unknownContainerInput } from '../diagnostics.ts';
import type { Place } from '../diagnostics.ts';
import type { Binding, Task } from '../plan.ts';
import type { BuildContext } from './build-context.ts';
import { buildContainerPod } from './build-dynamic.ts';
import { isPlainText } from './is-plain-text.ts';
import { readsItself } from './reads-itself.ts';

/**
 * Gives a task the values of its container's image and resources that only the run knows. They are made of the task's own
 * inputs (kfp-semantics 2.5), by the manifest: the pod does not exist yet.
 */
export function addContainerValues(context: BuildContext, task: Task): Task {
  if (task.target.kind !== 'executor') return task;
  const label = context.component(task.target.executor).executorLabel ?? '';
  const container = context.pipeline.spec.deploymentSpec.executors[label]?.container;
  if (container === undefined) return task;
  const { texts } = buildContainerPod(container, ['deploymentSpec', 'executors', label, 'container']);
  if (texts.size === 0) return task;
  const values = [...texts].map(([name, { argument, path }]): [string, Binding] => {
    const place = context.place(path);
    const text = joinTexts(resolved(context, task, argument, place));
    return [name, typeof text === 'string' ? { kind: 'constant', value: text } : { kind: 'template', argument: text }];
  });
  return { ...task, podValues: { ...task.podValues, ...Object.fromEntries(values) } };
}

/** The text with what is known in place of inputs. What a manifest cannot render is reported. */
function resolved(context: BuildContext, task: Task, argument: Argument, place: Place): Argument {
  if (typeof argument === 'string') return argument;
  if ('concat' in argument) return { concat: argument.concat.map((part) => resolved(context, task, part, place)) };
  if (!('parameter' in argument)) {
    // Only an input that is a list or a struct has JSON in it, and no image is named by one.
    if ('json' in argument || !isPlainText(argument)) context.report(podPlaceholder(place));
    return argument;
  }
  const binding = Object.hasOwn(task.inputs.parameters, argument.parameter)
    ? task.inputs.parameters[argument.parameter]
    : undefined;
  if (binding === undefined) return defaultOf(context, task, argument.parameter, place);
  if (binding.kind === 'constant') return valueText(binding.value) ?? '';
  if (binding.kind !== 'template') return argument;
  // That is reported with the task.
  if (readsItself(task.inputs.parameters, argument.parameter)) return '';
  return resolved(context, task, binding.argument, place);
}

/** One text where all parts are known. */
function joinTexts(argument: Argument): Argument {
  if (typeof argument === 'string' || !('concat' in argument)) return argument;
  const parts = argument.concat.map(joinTexts);
  return parts.every((part) => typeof part === 'string') ? parts.join('') : { concat: parts };
}

function defaultOf(context: BuildContext, task: Task, name: string, place: Place): string {
  const component = context.component(task.target.kind === 'executor' ? task.target.executor : '');
  const declared = component.inputDefinitions.parameters[name];
  if (declared === undefined) context.report(unknownContainerInput(place, { task: task.name, input: name }));
  const value: JsonValue = declared?.defaultValue ?? null;
  return valueText(value) ?? '';
}
