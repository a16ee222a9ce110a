import type { Dag, Task } from '../manifest/manifest.ts';
import { readDependencies } from './depends.ts';
import type { Dependencies } from './depends.ts';

/** The tasks of a DAG that will have nodes, and how they hang together. */
export interface DagGraph {
  readonly tasks: ReadonlyMap<string, Task>;
  readonly dependencies: ReadonlyMap<string, Dependencies>;
  /** Tasks that wait for a task. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
  readonly targets: readonly string[];
}

/**
 * Reads a DAG: its targets (the leaves, sorted, if it names none) and everything that they need. A task that no target
 * needs gets no node (argo-facts 1.3).
 */
export function readDagGraph(dag: Dag): DagGraph {
  const all = new Map(dag.tasks.map((task) => [task.name, task]));
  const everyDependency = new Map(dag.tasks.map((task) => [task.name, readDependencies(task, all)]));
  const targets =
    (dag.target ?? '') === ''
      ? findLeaves(everyDependency)
      : (dag.target ?? '').split(' ').filter((name) => all.has(name));
  const tasks = new Map<string, Task>();
  const dependencies = new Map<string, Dependencies>();
  const dependents = new Map<string, string[]>();
  const open = [...targets].reverse();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const task = all.get(name);
    const needs = everyDependency.get(name);
    if (task === undefined || needs === undefined || tasks.has(name)) {
      continue;
    }
    tasks.set(name, task);
    dependencies.set(name, needs);
    for (const dependency of needs.tasks) {
      const list = dependents.get(dependency);
      if (list === undefined) {
        dependents.set(dependency, [name]);
      } else {
        list.push(name);
      }
      open.push(dependency);
    }
  }
  return { tasks, dependencies, dependents, targets };
}

/** Tasks whom no other task depends on. */
function findLeaves(dependencies: ReadonlyMap<string, Dependencies>): readonly string[] {
  const needed = new Set([...dependencies.values()].flatMap(({ tasks }) => tasks));
  return [...dependencies.keys()].filter((name) => !needed.has(name)).sort();
}

/** Whether `name` is among the tasks that `of` waits for, directly or not. */
export function isAncestor(graph: DagGraph, name: string, of: string): boolean {
  const direct = graph.dependencies.get(of)?.tasks ?? [];
  if (direct.includes(name)) {
    return true;
  }
  const seen = new Set(direct);
  for (const task of seen) {
    for (const dependency of graph.dependencies.get(task)?.tasks ?? []) {
      if (dependency === name) {
        return true;
      }
      seen.add(dependency);
    }
  }
  return false;
}

/** All tasks that `of` waits for, directly or not. */
export function ancestorsOf(graph: DagGraph, of: string): ReadonlySet<string> {
  const seen = new Set(graph.dependencies.get(of)?.tasks ?? []);
  for (const task of seen) {
    for (const dependency of graph.dependencies.get(task)?.tasks ?? []) {
      seen.add(dependency);
    }
  }
  return seen;
}
