import { taskPath } from '@tiphys/contract';
import { executionId, runRootOf, uriSegments } from '@tiphys/metadata';
import { joinUri } from '@tiphys/storage';
import type { TaskEnvironment } from './task-request.ts';

/** Which attempt of which task this is, and where its outputs go. */
export interface TaskIdentity {
  /** IR task keys from the root, such as `for-loop-1[2]/train`. */
  readonly path: string;
  /** The last of them, without the index of a loop. */
  readonly task: string;
  readonly attempt: number;
  readonly executionId: string;
  /** `<root>/<pipeline>/<run>`: where user code may place artifacts (kfp-semantics 3.2). */
  readonly runRoot: string;
  /** `<run root>/<task>/<execution id>`: where its outputs are, under their names. */
  readonly taskRoot: string;
}

/** Derives the identity from the run context. The same pod, created again, has the same identity. */
export function taskIdentity({ spec, run }: TaskEnvironment, root: string): TaskIdentity {
  const path = taskPath(run.name, run.node) || spec.component;
  const task = (path.split('/').at(-1) ?? path).replace(/\[\d+\]$/, '');
  // Not a number where nothing retries and a manifest says so with an unresolved tag.
  const attempt = /^\d{1,6}$/.test(run.attempt ?? '') ? Number(run.attempt) : 0;
  const id = executionId(run, run.node, attempt);
  const runRoot = runRootOf(root, run.pipeline, run.name);
  return { path, task, attempt, executionId: id, runRoot, taskRoot: joinUri(runRoot, ...uriSegments(task), id) };
}
