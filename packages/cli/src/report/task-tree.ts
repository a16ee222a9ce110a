import { taskPathParts } from '@tiphys/contract';

/** How far a task is. */
export type TaskPhase = 'Running' | 'Succeeded' | 'Failed' | 'Error' | 'Skipped' | 'Omitted';

/** News about one task. */
export interface TaskUpdate {
  /** IR task keys from the root (contract C8), such as `for-loop-1[2]/train`. */
  readonly path: string;
  readonly phase: TaskPhase;
  readonly cached?: boolean;
  /** Whether an earlier life of the run did it. */
  readonly replayed?: boolean;
  /** Whether it only holds other tasks, and runs no command of its own. */
  readonly group?: boolean;
  readonly message?: string;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** A task, with the tasks inside it; an iteration stands below its loop. */
export interface TreeNode {
  /** The last part of the path. */
  readonly name: string;
  readonly children: Map<string, TreeNode>;
  /** The latest news; absent until there are any. */
  update?: TaskUpdate;
}

/** What is known of a run, in the order in which tasks were first heard of. */
export interface TaskTree {
  readonly roots: ReadonlyMap<string, TreeNode>;
  readonly apply: (update: TaskUpdate) => void;
}

/** An empty tree. */
export function createTaskTree(): TaskTree {
  const roots = new Map<string, TreeNode>();
  return {
    roots,
    apply: (update) => {
      let level = roots;
      let node: TreeNode | undefined;
      for (const name of taskPathParts(update.path)) {
        node = level.get(name);
        if (node === undefined) {
          node = { name, children: new Map() };
          level.set(name, node);
        }
        level = node.children;
      }
      if (node !== undefined) node.update = { ...node.update, ...update };
    },
  };
}

/** Whether the node is one iteration of a loop. */
export function isIteration(node: TreeNode): boolean {
  return /\[\d+\]$/.test(node.name);
}
