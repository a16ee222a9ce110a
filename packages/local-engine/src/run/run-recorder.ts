import { readTail } from '../pod/run-files.ts';
import type { NodeEvent } from './engine.ts';
import { isFailure } from './node-status.ts';
import type { NodePhase, NodeStatus } from './node-status.ts';
import { reportNode } from './report-node.ts';
import type { TaskReport } from './run-result.ts';
import type { TaskPaths } from './task-paths.ts';

/** What a live display shows. Paths are those of the result. */
export type RunEvent =
  | { readonly kind: 'started'; readonly path: string; readonly type: 'Pod' | 'DAG' | 'Steps' | 'TaskGroup' }
  | {
      readonly kind: 'ended';
      readonly path: string;
      readonly phase: NodePhase;
      /** Milliseconds; 0 for a task that did not run. */
      readonly duration: number;
      readonly cached: boolean;
      /** Whether this is from an earlier life of the run. */
      readonly replayed?: boolean;
      readonly attempts: number;
      readonly exitCode?: number;
      readonly message?: string;
      /** The file with the output of the task's last attempt. */
      readonly log?: string;
      /** Last lines of that file, of a task that failed. */
      readonly tail?: string;
    }
  /** Something went wrong beside the tasks. */
  | { readonly kind: 'warning'; readonly message: string }
  /** Something takes a while, and is no task. */
  | { readonly kind: 'note'; readonly message: string };

/** Collects what becomes of the nodes of a run, under the paths of their tasks. */
export interface RunRecorder {
  readonly observe: (event: NodeEvent) => void;
  /** Tasks by path, sorted; after all nodes have ended. */
  tasks(): Readonly<Record<string, TaskReport>>;
}

/** A recorder that tells `onEvent` as well. */
export function createRunRecorder(paths: TaskPaths, onEvent: (event: RunEvent) => void): RunRecorder {
  const reports = new Map<string, TaskReport>();
  const started = new Set<string>();
  const probed = new Set<string>();
  const begin = (path: string, type: (RunEvent & { readonly kind: 'started' })['type']): void => {
    // Attempts after the first are the same task.
    if (started.has(path)) return;
    started.add(path);
    onEvent({ kind: 'started', path, type });
  };
  const end = (path: string, status: NodeStatus): void => {
    reports.set(path, reportNode(status));
    const log = isFailure(status.phase) ? status.pod?.log : undefined;
    onEvent(endedEvent(path, status, log === undefined ? undefined : readTail(log)));
  };
  return {
    observe(event) {
      const node = event.kind === 'started' ? event.node : event.status.name;
      const inner = event.kind === 'ended' && isOutcome(paths, event.status) ? paths.of(node) : undefined;
      const own = inner ?? pathOf(paths, node);
      if (inner !== undefined) {
        probed.add(inner);
      } else if (event.kind === 'ended' && own !== undefined && probed.has(own)) {
        // The task around a probe: what came of it has been told.
        return;
      }
      const path = own ?? (isUnexplained(event) ? workflowPath : undefined);
      if (path === undefined) {
        return;
      }
      const iteration = paths.iterationAround(node);
      if (event.kind === 'started') {
        if (iteration !== undefined) begin(iteration, 'DAG');
        begin(path, event.type);
        return;
      }
      end(path, event.status);
      if (iteration !== undefined) end(iteration, aroundTask(event.status));
    },
    tasks: () => Object.fromEntries([...reports].sort(([a], [b]) => compare(a, b))),
  };
}

/** Stands for the workflow where it failed without any of its tasks: bad arguments, above all. */
const workflowPath = '(workflow)';

function isUnexplained(event: NodeEvent): boolean {
  return event.kind === 'ended' && isFailure(event.status.phase) && event.status.message !== undefined;
}

/** Whether a node is the outcome of a task that looks into the cache first: a probe that had a hit, or a run that was needed. */
function isOutcome(paths: TaskPaths, { name, phase, pod }: NodeStatus): boolean {
  const probed = paths.probed(name);
  return probed === 'probe' ? pod?.cached === true : probed === 'run' && phase !== 'Skipped';
}

/** The path of a node in the result; undefined for nodes that are no task of the user's. */
function pathOf(paths: TaskPaths, node: string): string | undefined {
  return paths.isAdded(node) ? undefined : paths.of(node) || undefined;
}

/** The iteration around a task that is all of it: it ends as the task does, and puts out the same. */
function aroundTask({ name, phase, startedAt, finishedAt, replayed, outbound, pod, outputs }: NodeStatus): NodeStatus {
  const given = pod?.given;
  return {
    name,
    kind: 'DAG',
    phase,
    startedAt,
    finishedAt,
    ...(replayed !== undefined && { replayed }),
    ...(given && { pod: { cached: false, given } }),
    ...(outputs && { outputs }),
    attempts: 1,
    outbound,
  };
}

function endedEvent(path: string, status: NodeStatus, tail?: string): RunEvent {
  const { phase, attempts, message, pod } = status;
  return {
    kind: 'ended',
    path,
    phase,
    duration: status.finishedAt - status.startedAt,
    cached: pod?.cached ?? false,
    ...(status.replayed === true ? { replayed: true } : {}),
    attempts,
    ...(pod?.exitCode === undefined ? {} : { exitCode: pod.exitCode }),
    ...(message === undefined ? {} : { message }),
    ...(pod?.log === undefined ? {} : { log: pod.log }),
    ...(tail === undefined || tail === '' ? {} : { tail }),
  };
}

/** By text, but numbers by their size: `loop[2]` before `loop[10]`. */
const { compare } = new Intl.Collator('en', { numeric: true });
