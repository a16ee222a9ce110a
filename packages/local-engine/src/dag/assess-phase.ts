import type { Task } from '../manifest/manifest.ts';
import { isCompleted, isFailure } from '../run/node-status.ts';
import type { NodePhase, NodeStatus } from '../run/node-status.ts';

/** A task of a DAG whose nodes have all ended. */
export interface AssessedTask {
  readonly task: Task;
  /** Names of the tasks that it depends on. */
  readonly dependencies: readonly string[];
  readonly node: NodeStatus;
}

/** What a DAG's end looks like. */
export interface DagAssessment {
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  /** Phases that a walk through this DAG comes out with, at its targets. */
  readonly outbound: readonly NodePhase[];
}

/**
 * The phase of a DAG whose nodes have all ended (Argo's assessDAGPhase, argo-facts 1.3): each target counts with its own
 * phase; a skipped or omitted one inherits what the walk over its parents carries, a failure before a success. The walk
 * goes through the inner nodes of nested DAGs, so that a success in there hides the failure of the nested DAG from an
 * omitted target, as in Argo.
 *
 * @param tasks the tasks that have nodes, dependencies before dependents
 * @param targets names of the target tasks, in order
 */
export function assessDagPhase(
  tasks: readonly AssessedTask[],
  targets: readonly string[],
  failFast: boolean,
): DagAssessment {
  const { arriving, leaving } = walk(tasks, 'Succeeded');
  const phase = judge(targets, new Map(tasks.map((entry) => [entry.task.name, entry])), arriving, failFast);
  // A walk of the enclosing DAG enters with the phase that this one has in the end.
  const outgoing = phase === 'Succeeded' ? leaving : walk(tasks, phase).leaving;
  return { phase, outbound: unique(targets.flatMap((target) => outgoing.get(target) ?? [])) };
}

type Phases = ReadonlyMap<string, readonly NodePhase[]>;

/** The phases that a walk arrives with at each task, and leaves it with. */
function walk(
  tasks: readonly AssessedTask[],
  start: NodePhase,
): { readonly arriving: Phases; readonly leaving: Phases } {
  const arriving = new Map<string, readonly NodePhase[]>();
  const leaving = new Map<string, readonly NodePhase[]>();
  for (const { task, dependencies, node } of tasks) {
    const inbound =
      dependencies.length === 0 ? [start] : unique(dependencies.flatMap((dependency) => leaving.get(dependency) ?? []));
    arriving.set(task.name, inbound);
    leaving.set(task.name, isCompleted(node.phase) ? node.outbound : inbound);
  }
  return { arriving, leaving };
}

function judge(
  targets: readonly string[],
  byName: ReadonlyMap<string, AssessedTask>,
  arriving: Phases,
  failFast: boolean,
): 'Succeeded' | 'Failed' | 'Error' {
  let result: 'Succeeded' | 'Failed' | 'Error' = 'Succeeded';
  for (const target of targets) {
    const entry = byName.get(target);
    if (entry === undefined) {
      continue;
    }
    const own = entry.node.phase;
    const phase = isCompleted(own) ? own : (arriving.get(target) ?? []).find(isFailure);
    if ((phase === 'Failed' || phase === 'Error') && !continuesOn(entry.task, phase)) {
      result = phase;
      if (failFast) {
        break;
      }
    }
  }
  return result;
}

function continuesOn(task: Task, phase: 'Failed' | 'Error'): boolean {
  return phase === 'Failed' ? task.continueOn?.failed === true : task.continueOn?.error === true;
}

function unique(phases: readonly NodePhase[]): readonly NodePhase[] {
  return [...new Set(phases)];
}
