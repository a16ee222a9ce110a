import { ExpressionError } from '@tiphys/expr';
import type { ArtifactScope } from '../artifact/artifact-scope.ts';
import { resolveArtifact } from '../artifact/resolve-artifact.ts';
import type { Task } from '../manifest/manifest.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { absentArgument } from '../template/bind-template.ts';
import type { CallArguments } from '../template/bind-template.ts';
import { shouldExecute } from '../template/expression.ts';
import { substitute, SubstitutionError } from '../template/replace-tags.ts';
import { createScope } from '../template/scope.ts';
import type { Scope, TaskVariables, Variables } from '../template/scope.ts';
import { expandItems, isLoop, LoopError } from './expand-items.ts';
import type { LoopItem } from './expand-items.ts';

/** A task whose turn has come, with everything substituted that its ancestors give. */
export type ResolvedTask =
  /** `when` is false: arguments were not looked at. */
  | { readonly kind: 'skip'; readonly message: string }
  | { readonly kind: 'single'; readonly task: Task }
  | { readonly kind: 'loop'; readonly iterations: readonly Iteration[] };

/** One iteration of a loop. */
export interface Iteration {
  /** The task's name with index and item: `each(2:2)`. */
  readonly name: string;
  readonly task: Task;
}

/**
 * Resolves a task against the tasks that it depends on (Argo's resolveDependencyReferences and expandTask): `when` first,
 * then arguments and the loop's fields, then each item.
 *
 * @throws SubstitutionError or LoopError when the task becomes an Error
 */
export function resolveTask(
  rules: ArgoRules,
  task: Task,
  layers: readonly Variables[],
  tasks: TaskVariables,
  artifacts: ArtifactScope,
): ResolvedTask {
  const scope = createScope(rules, layers, tasks);
  const when = resolveWhen(task, scope);
  if (when.proceed === false && !isLoop(task)) {
    return { kind: 'skip', message: `when '${when.text}' evaluated false` };
  }
  if (when.proceed === false) {
    return expandSkipped(rules, { ...task, when: when.text }, layers, tasks);
  }
  const resolved = resolveArtifacts(substitute(markAbsent(task, scope), scope, 'tasks'), scope, artifacts);
  if (!isLoop(task)) {
    return { kind: 'single', task: resolved };
  }
  return { kind: 'loop', iterations: expandTask(rules, resolved, expandItems(resolved, rules), layers, tasks, 'all') };
}

function resolveWhen(task: Task, scope: Scope): { readonly text: string; readonly proceed: boolean | undefined } {
  if ((task.when ?? '') === '') {
    return { text: '', proceed: true };
  }
  const text = substitute(task.when ?? '', scope, 'tasks');
  try {
    return { text, proceed: shouldExecute(text) };
  } catch (error) {
    // Of a loop it may be about `item`, which comes later.
    if (isLoop(task)) {
      return { text, proceed: undefined };
    }
    throw error;
  }
}

/** A loop that is skipped as a whole: its items are skipped if they can be read, else it has none. */
function expandSkipped(rules: ArgoRules, task: Task, layers: readonly Variables[], tasks: TaskVariables): ResolvedTask {
  let items: readonly LoopItem[];
  try {
    items = expandItems(task, rules);
  } catch {
    items = [];
  }
  return { kind: 'loop', iterations: expandTask(rules, task, items, layers, tasks, 'none') };
}

function expandTask(
  rules: ArgoRules,
  task: Task,
  items: readonly LoopItem[],
  layers: readonly Variables[],
  tasks: TaskVariables,
  strictness: 'all' | 'none',
): readonly Iteration[] {
  const { withItems, withParam, withSequence, ...body } = task;
  // Tags in the items themselves have to resolve too: the whole task is one text to Argo.
  const rest = { withItems, withParam, withSequence };
  const checked = strictness === 'all' && JSON.stringify(rest).includes('{{') ? { ...body, rest } : body;
  return items.map((item, index) => {
    const scope = rules.mixesItems
      ? createScope(rules, [...layers, item.variables], tasks)
      : createScope(rules, [item.variables]);
    const name = `${task.name}(${index}:${item.label.replace(/[()]/g, '')})`;
    return { name, task: { ...substitute(checked, scope, strictness), name } };
  });
}

/** The arguments of a resolved task, or of a resolved hook. */
export function taskArguments(task: Pick<Task, 'arguments'>): CallArguments {
  const values = new Map<string, string>();
  for (const { name, value } of task.arguments?.parameters ?? []) {
    if (value !== undefined) {
      values.set(name, value);
    }
  }
  const artifacts = (task.arguments?.artifacts ?? []).flatMap(({ name, source }) =>
    source === undefined ? [] : [[name, source] as const],
  );
  return { arguments: values, ...(artifacts.length === 0 ? {} : { artifacts: new Map(artifacts) }) };
}

/** A task or hook, all substituted, whose artifact arguments have their sources. */
export function resolveArtifacts<T extends Pick<Task, 'arguments'>>(
  task: T,
  scope: Scope,
  artifacts: ArtifactScope,
): T {
  const given = task.arguments?.artifacts ?? [];
  if (given.length === 0) return task;
  const resolved = given.flatMap((reference) => {
    const source = resolveArtifact(reference, scope, artifacts);
    return source === undefined ? [] : [{ name: reference.name, source }];
  });
  return { ...task, arguments: { ...task.arguments, artifacts: resolved } };
}

/** An argument that is exactly one tag of an absent output counts as not supplied. */
function markAbsent(task: Task, scope: Scope): Task {
  const parameters = task.arguments?.parameters ?? [];
  if (!parameters.some(({ value }) => isAbsent(value, scope))) {
    return task;
  }
  return {
    ...task,
    arguments: {
      ...task.arguments,
      parameters: parameters.map((parameter) =>
        isAbsent(parameter.value, scope) ? { ...parameter, value: absentArgument } : parameter,
      ),
    },
  };
}

function isAbsent(value: string | undefined, scope: Scope): boolean {
  const key = value === undefined ? undefined : /^\{\{((?:(?!\{\{|\}\}).)*)\}\}$/s.exec(value)?.[1];
  return key !== undefined && !key.startsWith('=') && scope.get(key.trim()) === null;
}

/** Whether an error is about the manifest's text, and so the node's. */
export function isTaskFault(error: unknown): error is Error {
  return error instanceof SubstitutionError || error instanceof LoopError || error instanceof ExpressionError;
}
