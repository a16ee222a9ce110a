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
  /** The value of a simple tag; undefined when there is no such variable. */
  get(key: string): string | null | undefined;
  /** The same variables as nested maps, as far as `expression` may ask for them. */
  environment(expression: string): Record<string, unknown>;
}

/** A scope over flat variables (later maps win) and, where there are some, the tasks of a DAG. */
export function createScope(layers: readonly Variables[], tasks?: TaskVariables): Scope {
  return {
    get(key) {
      for (let index = layers.length - 1; index >= 0; index -= 1) {
        const value = layers[index]?.get(key);
        if (value !== undefined) {
          return value;
        }
      }
      return tasks === undefined ? undefined : lookUpTask(tasks, key);
    },
    environment(expression) {
      let environment: Record<string, unknown> = {};
      for (const layer of layers) {
        environment = merge(environment, nest(layer));
      }
      if (tasks !== undefined) {
        environment = merge(environment, { [tasks.prefix]: nestTasks(tasks, expression) });
      }
      return environment;
    },
  };
}

function lookUpTask(tasks: TaskVariables, key: string): string | null | undefined {
  const [prefix, name = '', ...rest] = key.split('.');
  return prefix === tasks.prefix ? tasks.lookup(name)?.get(rest.join('.')) : undefined;
}

/** Only the tasks that the expression names, so that a wide DAG is not walked for every task; all, if that is unclear. */
function nestTasks(tasks: TaskVariables, expression: string): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
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
  const uses = new RegExp(`\\b${prefix}\\b(?:\\??\\.?\\[\\s*(?:'([^'\\\\]*)'|"([^"\\\\]*)")\\s*\\]|\\??\\.(\\w+))?`, 'g');
  for (const [, single, double, member] of expression.matchAll(uses)) {
    const name = single ?? double ?? member;
    if (name === undefined) {
      return undefined;
    }
    named.add(name);
  }
  return named;
}

const nestedForms = new WeakMap<Variables, Record<string, unknown>>();

/** `a.b.c` becomes maps in maps. A name that others continue is dropped, as Argo does (argo-facts 4). */
function nest(variables: Variables): Record<string, unknown> {
  const known = nestedForms.get(variables);
  if (known !== undefined) {
    return known;
  }
  const root: Record<string, unknown> = {};
  // Sorted, so that a name comes before its continuations and is replaced by them.
  for (const [key, value] of [...variables].sort(([a], [b]) => (a < b ? -1 : Number(a > b)))) {
    const parts = key.split('.');
    const last = parts.pop() ?? '';
    let map = root;
    for (const part of parts) {
      const inner = map[part];
      map = isMap(inner) ? inner : ((map[part] = {}) as Record<string, unknown>);
    }
    if (!isMap(map[last])) {
      map[last] = value;
    }
  }
  nestedForms.set(variables, root);
  return root;
}

function merge(left: Record<string, unknown>, right: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const present = merged[key];
    merged[key] = isMap(present) && isMap(value) ? merge(present, value) : value;
  }
  return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
