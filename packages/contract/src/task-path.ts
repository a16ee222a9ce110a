import { irTaskKey, iterationTaskKey } from './task-name.ts';

/**
 * The path of IR task keys for one of Argo's node names (contract C8), such as `for-loop-1[2]/condition-1/train` for
 * `wf.main.for-loop-1.each(2:2).condition-1.train(0)`, or `for-loop-1[2]/train` for `wf.main.for-loop-1.each--train(2:2)`. The
 * numbers of retries are dropped. The empty path is the workflow itself, or one of the two tasks that wrap its root.
 */
export function taskPath(workflowName: string, nodeName: string): string {
  return joinPath(workflowName, nodeName, { key: irTaskKey, inside: iterationTaskKey });
}

/**
 * The same for a node of a manifest that the compiler has not made: tasks are called what they are called there, also where the
 * compiler would use that name for a task of its own.
 */
export function nodePath(workflowName: string, nodeName: string): string {
  return joinPath(workflowName, nodeName, { key: (name) => name, inside: () => undefined });
}

/** What the names of nodes say: the key of their task, and that of the task that an iteration is as well. */
interface Names {
  key(name: string): string | undefined;
  inside(name: string): string | undefined;
}

function joinPath(workflowName: string, nodeName: string, names: Names): string {
  // The groups of a workflow that consists of steps are at its own name: `wf[0].a`.
  const isBelow = ['.', '['].some((mark) => nodeName.startsWith(`${workflowName}${mark}`));
  const own = isBelow ? nodeName.slice(workflowName.length) : '';
  const path: string[] = [];
  for (const segment of splitSegments(own)) {
    const { name, index } = readSegment(segment);
    const key = names.key(name);
    if (key !== undefined) {
      path.push(key);
    }
    if (index !== undefined && path.length > 0) {
      path.push(`${path.pop()}[${index}]`);
    }
    const inside = index === undefined ? undefined : names.inside(name);
    if (inside !== undefined) {
      path.push(inside);
    }
  }
  return path.join('/');
}

/** Whether a node is an iteration of a loop and the task in it at once; the last step of its path is that task. */
export function isIterationNode(nodeName: string): boolean {
  const { name, index } = readSegment(splitSegments(nodeName).at(-1) ?? '');
  return index !== undefined && iterationTaskKey(name) !== undefined;
}

/** The path around the last step of a path; empty when there is but one. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The name of a task, and the number of the iteration where it is one. */
function readSegment(segment: string): { readonly name: string; readonly index: string | undefined } {
  const [, name = '', suffix = ''] = /^([^(]*)(.*)$/s.exec(segment) ?? [];
  return { name, index: /^\((\d+):/.exec(suffix)?.[1] };
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
