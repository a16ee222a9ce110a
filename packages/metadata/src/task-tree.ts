import { taskPathParts } from '@tiphys/contract';
import type { ExecutionRecord, ExecutionState } from './records.ts';

/** A task of a run, with all its attempts; a group has children and no attempts of its own. */
export interface TaskNode {
  /** IR task key; an iteration carries its index: `for-loop-1[2]`. */
  readonly name: string;
  /** From the root: `for-loop-1[2]/train`. */
  readonly path: string;
  /** Of the last attempt; of a group, what its tasks come to (see `overallState`). */
  readonly state: ExecutionState;
  /** In the order in which they were made. */
  readonly attempts: readonly ExecutionRecord[];
  /** In the order in which they started. */
  readonly children: readonly TaskNode[];
}

/**
 * The tasks of a run as a tree, from its executions (`listExecutions`). Tasks that never ran have no records: they are not in it.
 */
export function taskTree(executions: readonly ExecutionRecord[]): readonly TaskNode[] {
  const roots = new Map<string, Growing>();
  for (const execution of executions) {
    let level = roots;
    let node: Growing | undefined;
    for (const name of taskPathParts(execution.path)) {
      const path = node === undefined ? name : pathBelow(node, name);
      node = level.get(name) ?? { name, path, attempts: [], children: new Map() };
      level.set(name, node);
      level = node.children;
    }
    node?.attempts.push(execution);
  }
  return [...roots.values()].map(grown);
}

interface Growing {
  readonly name: string;
  readonly path: string;
  readonly attempts: ExecutionRecord[];
  readonly children: Map<string, Growing>;
}

/** An iteration stands below its loop, but takes its place in the path. */
function pathBelow(parent: Growing, name: string): string {
  const isIteration = name.startsWith(`${parent.name}[`);
  return isIteration ? parent.path.slice(0, parent.path.length - parent.name.length) + name : `${parent.path}/${name}`;
}

function grown({ name, path, attempts, children }: Growing): TaskNode {
  const nodes = [...children.values()].map(grown);
  const ordered = [...attempts].sort((left, right) => left.attempt - right.attempt);
  const last = ordered.at(-1)?.state;
  const states = [...nodes.map(({ state }) => state), ...(last === undefined ? [] : [last])];
  return { name, path, state: overallState(states) ?? 'RUNNING', attempts: ordered, children: nodes };
}

/** What a whole run comes to: the state of its tasks together. `undefined` when no task has started. */
export function runState(executions: readonly ExecutionRecord[]): ExecutionState | undefined {
  return overallState(taskTree(executions).map(({ state }) => state));
}

/**
 * What states come to together: something still runs, else something failed, else all went well (from the cache, when all
 * did). A task that runs may also be one whose pod was killed: nobody else writes its record.
 */
function overallState(states: readonly ExecutionState[]): ExecutionState | undefined {
  const order: readonly ExecutionState[] = ['RUNNING', 'ERROR', 'FAILED', 'SUCCEEDED', 'CACHED'];
  return order.find((state) => states.includes(state));
}
