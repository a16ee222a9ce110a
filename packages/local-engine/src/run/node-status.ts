import type { ArtifactSources } from '../artifact/artifact-source.ts';
import type { ArtifactValue } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';

/** How a node ended. */
export type NodePhase = 'Succeeded' | 'Failed' | 'Error' | 'Skipped' | 'Omitted';

/** What Argo calls the type of a node. */
export type NodeKind = 'Pod' | 'DAG' | 'Steps' | 'StepGroup' | 'TaskGroup' | 'Retry' | 'Suspend' | 'Skipped';

/** What a node gives to those after it, as texts. */
export interface NodeOutputs {
  readonly parameters: ReadonlyMap<string, string>;
  readonly artifacts?: ArtifactSources;
  /** Standard output of a script or container, without its last newline. */
  readonly result?: string;
  readonly exitCode?: number;
}

/** What a pod did beyond its Argo outputs. */
export interface PodReport {
  readonly cached: boolean;
  readonly exitCode?: number;
  /** What the task itself gave, by the launcher's record; absent of a pod without a launcher. */
  readonly given?: {
    readonly parameters: Readonly<Record<string, JsonValue>>;
    readonly artifacts: Readonly<Record<string, readonly ArtifactValue[]>>;
  };
  /** The file with the task's output; absent when nothing was run. */
  readonly log?: string;
}

/** A node that has ended. */
export interface NodeStatus {
  readonly name: string;
  readonly kind: NodeKind;
  readonly phase: NodePhase;
  readonly message?: string;
  /** Milliseconds since the epoch; 0 for a node that never ran. */
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly outputs?: NodeOutputs;
  /** Iterations of a task group, in order. */
  readonly children?: readonly NodeStatus[];
  readonly attempts: number;
  readonly pod?: PodReport;
  /** Whether a pod below it ran in this life of the run, or something before it did. */
  readonly anew?: boolean;
  /** Whether it is what an earlier life of the run left. */
  readonly replayed?: boolean;
  /** Phases that the walk over a DAG carries on from here (see `assessDagPhase`). */
  readonly outbound: readonly NodePhase[];
}

/** Whether the node ran to an end, unlike a skipped or omitted one. */
export function isCompleted(phase: NodePhase): boolean {
  return phase === 'Succeeded' || isFailure(phase);
}

/** Whether the phase is Failed or Error. */
export function isFailure(phase: NodePhase): boolean {
  return phase === 'Failed' || phase === 'Error';
}

/** `anew` of a node over those below it. */
export function anewIfAny(nodes: Iterable<NodeStatus>): { readonly anew?: true } {
  for (const { anew } of nodes) {
    if (anew === true) {
      return { anew };
    }
  }
  return {};
}
