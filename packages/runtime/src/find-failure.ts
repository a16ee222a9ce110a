import { argoTaskName, irTaskKey } from '@tiphys/contract';
import type { ExecutionRecord } from '@tiphys/metadata';
import { executionId, readFailures, readFinished } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';

/** Why a task failed, as far as its records say. */
export interface TaskFailure {
  /** Exit code of what failed. */
  readonly code?: number;
  /** A sentence, with the path of what failed if that was inside of the task, and what the command said of it. */
  readonly message: string;
}

/**
 * Finds out why the task `producer` failed, for a task that is told of it. The failed task lies beside the reader, or beside a
 * group that the reader is in, since a status may be handed on into one. Of several failures in a group that one counts which was
 * first. `undefined` when nothing of it is recorded: a pod that did not start, or was killed, records nothing.
 *
 * @param reader path of the task that asks
 */
export async function findFailure(
  store: ArtifactStore,
  runUid: string,
  reader: string,
  producer: string,
): Promise<TaskFailure | undefined> {
  const failures = await readFailures(store, runUid);
  // As paths have it: from a name that Argo would not take they have what it was changed to.
  const key = irTaskKey(argoTaskName(producer)) ?? producer;
  for (const scope of scopesAround(reader)) {
    const path = scope === '' ? key : `${scope}/${key}`;
    const first = await firstThatStayed(store, failures.filter(isIn(path)));
    if (first !== undefined) {
      const inside = first.path === path ? '' : `${first.path.slice(path.length).replace(/^\//, '')}: `;
      const said = [first.error, first.errorDetail].filter((text) => text !== undefined).join('\n');
      return {
        ...(first.exitCode !== undefined && { code: first.exitCode }),
        message: `${inside}${said === '' ? 'It failed.' : said}`,
      };
    }
  }
  return undefined;
}

function isIn(path: string): (record: ExecutionRecord) => boolean {
  return (record) => record.path === path || record.path.startsWith(`${path}/`) || record.path.startsWith(`${path}[`);
}

/** The groups that a task is in, from the inside out; the last one is the root. */
function scopesAround(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.keys(), parts.length].map((depth) => parts.slice(0, depth).join('/')).reverse();
}

/** The earliest failure that was not made good by another attempt. */
async function firstThatStayed(
  store: ArtifactStore,
  failures: readonly ExecutionRecord[],
): Promise<ExecutionRecord | undefined> {
  const last = new Map<string, ExecutionRecord>();
  for (const failure of failures) {
    const other = last.get(failure.path);
    if (other === undefined || isLater(failure, other)) {
      last.set(failure.path, failure);
    }
  }
  for (const failure of [...last.values()].sort((left, right) => (endOf(left) < endOf(right) ? -1 : 1))) {
    if (!(await wasMadeGood(store, failure))) {
      return failure;
    }
  }
  return undefined;
}

function isLater(left: ExecutionRecord, right: ExecutionRecord): boolean {
  return left.attempt === right.attempt ? endOf(left) > endOf(right) : left.attempt > right.attempt;
}

function endOf({ started, finished }: ExecutionRecord): string {
  return finished ?? started;
}

/**
 * Whether the same attempt succeeded in another pod, or the next one did. The name of an attempt's node has its number at its end,
 * or is that of all attempts: Argo does either.
 */
async function wasMadeGood(store: ArtifactStore, { id, run, node, attempt }: ExecutionRecord): Promise<boolean> {
  const next = node.replace(/\((\d+)\)$/, (_, number: string) => `(${Number(number) + 1})`);
  const finished = await Promise.all(
    [id, executionId(run, next, attempt + 1)].map(async (each) => readFinished(store, run.uid, each)),
  );
  return finished.some((record) => record !== undefined);
}
