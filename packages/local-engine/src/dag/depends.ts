import type { Task } from '../manifest/manifest.ts';
import type { NodeStatus } from '../run/node-status.ts';

/** A parsed `depends`. */
export type DependsLogic =
  | { readonly kind: 'result'; readonly task: string; readonly result: TaskResult }
  | { readonly kind: 'not'; readonly of: DependsLogic }
  | { readonly kind: 'and' | 'or'; readonly of: readonly DependsLogic[] };

/** What `depends` may ask of a task (argo-facts 1.2). */
export type TaskResult = (typeof taskResults)[number];

const taskResults = [
  'Succeeded',
  'Failed',
  'Errored',
  'Skipped',
  'Omitted',
  'Daemoned',
  'AnySucceeded',
  'AllFailed',
] as const;

/** Words of the expression language: a task of such a name makes `depends` unreadable at run time (argo-facts 1.1). */
const reserved = new Set('not in and or true false nil matches contains startsWith endsWith let if else'.split(' '));

/** What a task waits for: the names of other tasks, and the condition over their results. */
export interface Dependencies {
  readonly tasks: readonly string[];
  /** Absent: none, the task starts at once. */
  readonly logic?: DependsLogic;
  /** Why Argo cannot evaluate `depends`: the task becomes an Error. */
  readonly error?: string;
}

/** The dependencies of a task, from its `depends` or its `dependencies`. `tasks` gives each task its `continueOn`. */
export function readDependencies(task: Task, tasks: ReadonlyMap<string, Task>): Dependencies {
  if (task.depends !== undefined && task.depends.trim() !== '') {
    return parseDepends(task.depends, tasks);
  }
  const names = [...new Set(task.dependencies ?? [])];
  return {
    tasks: names,
    ...(names.length === 0 ? {} : { logic: { kind: 'and', of: names.map((name) => expand(name, tasks)) } }),
  };
}

/** Whether the task may run, now that everything it waits for has ended. */
export function evaluateDepends(logic: DependsLogic, status: (task: string) => NodeStatus | undefined): boolean {
  switch (logic.kind) {
    case 'result': {
      const node = status(logic.task);
      return node !== undefined && hasResult(node, logic.result);
    }
    case 'not':
      return !evaluateDepends(logic.of, status);
    case 'and':
      return logic.of.every((part) => evaluateDepends(part, status));
    case 'or':
      return logic.of.some((part) => evaluateDepends(part, status));
  }
}

function hasResult(node: NodeStatus, result: TaskResult): boolean {
  switch (result) {
    case 'Errored':
      return node.phase === 'Error';
    case 'Daemoned':
      return false;
    case 'AnySucceeded':
      return node.kind === 'TaskGroup' && (node.children ?? []).some((child) => child.phase === 'Succeeded');
    case 'AllFailed':
      return node.kind === 'TaskGroup' && (node.children ?? []).every((child) => child.phase === 'Failed');
    default:
      return node.phase === result;
  }
}

/** A bare name: succeeded or skipped, and what `continueOn` of that task tolerates. */
function expand(name: string, tasks: ReadonlyMap<string, Task>): DependsLogic {
  const continueOn = tasks.get(name)?.continueOn;
  const results: TaskResult[] = ['Succeeded', 'Skipped', 'Daemoned'];
  if (continueOn?.error === true) {
    results.push('Errored');
  }
  if (continueOn?.failed === true) {
    results.push('Failed');
  }
  return { kind: 'or', of: results.map((result) => ({ kind: 'result', task: name, result })) };
}

class DependsError extends Error {}

function parseDepends(text: string, tasks: ReadonlyMap<string, Task>): Dependencies {
  const names = new Set<string>();
  const tokens = text.match(/&&|\|\||[!()]|[^\s!()&|]+|\S/g) ?? [];
  let next = 0;

  function parseOr(): DependsLogic {
    const parts = [parseAnd()];
    while (tokens[next] === '||' || tokens[next] === 'or') {
      next += 1;
      parts.push(parseAnd());
    }
    return { kind: 'or', of: parts };
  }
  function parseAnd(): DependsLogic {
    const parts = [parseUnary()];
    while (tokens[next] === '&&' || tokens[next] === 'and') {
      next += 1;
      parts.push(parseUnary());
    }
    return { kind: 'and', of: parts };
  }
  function parseUnary(): DependsLogic {
    const token = tokens[next];
    next += 1;
    if (token === '!' || token === 'not') {
      return { kind: 'not', of: parseUnary() };
    }
    if (token === '(') {
      const inner = parseOr();
      if (tokens[next] !== ')') {
        throw new DependsError('a ")" is missing');
      }
      next += 1;
      return inner;
    }
    return parseOperand(token);
  }
  function parseOperand(token: string | undefined): DependsLogic {
    const [, name, result] = /^([a-zA-Z0-9][-a-zA-Z0-9_]*)(?:\.([A-Za-z]+))?$/.exec(token ?? '') ?? [];
    if (name === undefined || reserved.has(name)) {
      throw new DependsError(token === undefined ? 'it ends too early' : `"${token}" is not a task`);
    }
    names.add(name);
    if (result === undefined) {
      return expand(name, tasks);
    }
    if (!isTaskResult(result)) {
      throw new DependsError(`task result '${result}' for task '${name}' is invalid`);
    }
    return { kind: 'result', task: name, result };
  }

  try {
    const logic = parseOr();
    if (next < tokens.length) {
      throw new DependsError(`"${tokens[next] ?? ''}" is not expected`);
    }
    return { tasks: [...names], logic };
  } catch (error) {
    if (!(error instanceof DependsError)) {
      throw error;
    }
    const mentioned = text.match(/[a-zA-Z0-9][-a-zA-Z0-9]*(?=\.[A-Z])/g) ?? [];
    const known = mentioned.filter((name) => tasks.has(name));
    return {
      tasks: [...new Set(known)],
      error: `unable to evaluate expression '${text}': ${error.message}`,
    };
  }
}

function isTaskResult(text: string): text is TaskResult {
  return (taskResults as readonly string[]).includes(text);
}
