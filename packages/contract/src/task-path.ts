import { irTaskKey } from './task-name.ts';

/**
 * The path of IR task keys for one of Argo's node names (contract C8), such as `for-loop-1[2]/condition-1/train` for
 * `wf.main.for-loop-1.each(2:2).condition-1.train(0)`. The numbers of retries are dropped. The empty path is the workflow
 * itself, or one of the two tasks that wrap its root.
 */
export function taskPath(workflowName: string, nodeName: string): string {
  return joinPath(workflowName, nodeName, irTaskKey);
}

/**
 * The same for a node of a manifest that the compiler has not made: tasks are called what they are called there, also where the
 * compiler would use that name for a task of its own.
 */
export function nodePath(workflowName: string, nodeName: string): string {
  return joinPath(workflowName, nodeName, (name) => name);
}

function joinPath(workflowName: string, nodeName: string, keyOf: (name: string) => string | undefined): string {
  const own = nodeName.startsWith(`${workflowName}.`) ? nodeName.slice(workflowName.length + 1) : '';
  const path: string[] = [];
  for (const segment of splitSegments(own)) {
    const [, name = '', suffix = ''] = /^([^(]*)(.*)$/s.exec(segment) ?? [];
    const index = /^\((\d+):/.exec(suffix)?.[1];
    const key = keyOf(name);
    if (key !== undefined) {
      path.push(key);
    }
    if (index !== undefined && path.length > 0) {
      path.push(`${path.pop()}[${index}]`);
    }
  }
  return path.join('/');
}

/** The steps from the root to a task, an iteration as a step below its loop: `a/loop[2]/b` is a, loop, loop[2], b. */
export function taskPathParts(path: string): readonly string[] {
  return path.split('/').flatMap((part) => {
    const loop = /^(.*)\[\d+\]$/s.exec(part)?.[1];
    return loop === undefined ? [part] : [loop, part];
  });
}

/** Splits at the dots outside parentheses: the text of a loop item is part of a node's name. */
function splitSegments(text: string): string[] {
  return text.match(/(?:\([^)]*\)|[^.(])+/g) ?? [];
}
