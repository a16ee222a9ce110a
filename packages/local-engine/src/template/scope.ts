import { expandVariables } from '@tiphys/expr';
import type { Value, ValueMap } from '@tiphys/expr';
import type { ArgoRules } from '../rules/argo-rules.ts';

/** What a name stands for: a text, or `null` for the output of a skipped task without a default ("absent optional"). */
export type Variables = ReadonlyMap<string, string | null>;

/** The variables of tasks that a place can see. `prefix` is `tasks` in a DAG, `steps` in a steps template. */
export interface TaskVariables {
  readonly prefix: 'tasks' | 'steps';
  /** Variables of one task, named without prefix and task; undefined for a task that cannot be seen from here. */
  lookup(task: string): Variables | undefined;
  /** Names of all tasks that can be seen. */
  names(): Iterable<string>;
}

/** What can be substituted at one place of a manifest. */
export interface Scope {
  /** How the controller substitutes that is imitated. */
  readonly rules: ArgoRules;
  /** The value of a simple tag; undefined when there is no such variable. */
  get(key: string): string | null | undefined;
  /** The same variables as nested maps, as far as `expression` may ask for them, and `more`. */
  environment(expression: string, more?: Variables): ValueMap;
  /** Whether the value of any variable begins with the mark that Argo's validation puts in the place of values. */
  isMarked(): boolean;
}

/** Source: `util/template/placeholder.go` of Argo. */
const placeholderMark = '__argo__internal__placeholder-';

/** A scope over flat variables (later maps win) and, where there are some, the tasks of a DAG. */
export function createScope(rules: ArgoRules, layers: readonly Variables[], tasks?: TaskVariables): Scope {
  return {
    rules,
    get(key) {
      for (let index = layers.length - 1; index >= 0; index -= 1) {
        const value = layers[index]?.get(key);
        if (value !== undefined) {
          return value;
        }
      }
      return tasks === undefined ? undefined : lookUpTask(tasks, key);
    },
    environment(expression, more) {
      let environment: ValueMap = {};
      for (const layer of layers) {
        environment = merge(environment, nest(layer));
      }
      if (tasks !== undefined) {
        environment = merge(environment, { [tasks.prefix]: nestTasks(tasks, expression) });
      }
      return more === undefined ? environment : merge(environment, nest(more));
    },
    isMarked() {
      const seen = [...(tasks?.names() ?? [])].flatMap((name) => tasks?.lookup(name) ?? []);
      return [...layers, ...seen].some((variables) =>
        [...variables.values()].some((value) => value?.startsWith(placeholderMark) === true),
      );
    },
  };
}

function lookUpTask(tasks: TaskVariables, key: string): string | null | undefined {
  const [prefix, name = '', ...rest] = key.split('.');
  return prefix === tasks.prefix ? tasks.lookup(name)?.get(rest.join('.')) : undefined;
}

/** Only the tasks that the expression names, so that a wide DAG is not walked for every task; all, if that is unclear. */
function nestTasks(tasks: TaskVariables, expression: string): ValueMap {
  const nested: Record<string, Value> = {};
  for (const name of namedTasks(tasks.prefix, expression) ?? tasks.names()) {
    const variables = tasks.lookup(name);
    if (variables !== undefined) {
      nested[name] = nest(variables);
    }
  }
  return nested;
}

function namedTasks(prefix: string, expression: string): Set<string> | undefined {
  const named = new Set<string>();
  const uses = new RegExp(
    `\\b${prefix}\\b(?:\\??\\.?\\[\\s*(?:'([^'\\\\]*)'|"([^"\\\\]*)")\\s*\\]|\\??\\.(\\w+))?`,
    'g',
  );
  for (const [, single, double, member] of expression.matchAll(uses)) {
    const name = single ?? double ?? member;
    if (name === undefined) {
      return undefined;
    }
    named.add(name);
  }
  return named;
}

const nestedForms = new WeakMap<Variables, ValueMap>();

/** `a.b.c` becomes maps in maps; once for each set of variables, since every task of a run asks for the same ones. */
function nest(variables: Variables): ValueMap {
  let nested = nestedForms.get(variables);
  if (nested === undefined) {
    nested = expandVariables(Object.fromEntries(variables));
    nestedForms.set(variables, nested);
  }
  return nested;
}

function merge(left: ValueMap, right: ValueMap): ValueMap {
  const merged: Record<string, Value> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const present = merged[key];
    merged[key] = isMap(present) && isMap(value) ? merge(present, value) : value;
  }
  return merged;
}

function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
