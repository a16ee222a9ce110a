import type { Template } from '../manifest/manifest.ts';
import type { CallArguments } from '../template/bind-template.ts';
import type { Variables } from '../template/scope.ts';
import type { NodePhase, NodeStatus, PodReport } from './node-status.ts';
import type { Slots } from './slots.ts';
import type { TemplateCall } from './template-call.ts';

/** What a pod's container and its outputs came to. */
export interface PodOutcome {
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  readonly message?: string;
  readonly outputs: ReadonlyMap<string, string>;
  /** Standard output, where something in the manifest reads it. */
  readonly result?: string;
  readonly report: PodReport;
}

/** A leaf template that is about to run: inputs bound, everything substituted. */
export interface PodRequest {
  /** Name of the node, which is the name of this attempt where there are retries. */
  readonly nodeName: string;
  /** `{{pod.name}}`, unique in the run. */
  readonly podName: string;
  readonly template: Template;
  /** Number of the attempt, from 0. */
  readonly attempt: number;
}

/** Runs pods, one way or another. Never rejects for what a user's task can do; that is in the outcome. */
export type PodExecutor = (request: PodRequest, signal: AbortSignal) => Promise<PodOutcome>;

/** Something that happened to a node. */
export type NodeEvent =
  | { readonly kind: 'started'; readonly node: string; readonly type: 'Pod' | 'DAG' | 'Steps' | 'TaskGroup' }
  | { readonly kind: 'ended'; readonly node: string; readonly status: NodeStatus };

/** What every part of one run shares. */
export interface Engine {
  readonly workflow: string;
  readonly templates: ReadonlyMap<string, Template>;
  readonly globals: Variables;
  /** The workflow's own arguments: hooks without arguments get them. */
  readonly arguments: CallArguments;
  /** When the run began, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Runs a template as a node, to its end. */
  readonly execute: (engine: Engine, call: TemplateCall) => Promise<NodeStatus>;
  readonly executePod: PodExecutor;
  /** Processes of users at a time (`--max-parallel`). */
  readonly processes: Slots;
  /** `spec.parallelism`: pods at a time. */
  readonly pods?: Slots;
  /** Aborted when the run is to stop: nothing new starts but what cleans up. */
  readonly signal: AbortSignal;
  /** Aborted when what cleans up is to stop too. */
  readonly finalSignal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, rejects when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly observe: (event: NodeEvent) => void;
}

/** Message of everything that an interrupt ended. */
export const interrupted = 'the run was interrupted';

/** A node that ended without running. */
export function createIdleNode(
  engine: Engine,
  name: string,
  phase: NodePhase,
  message: string,
  attempts = 0,
): NodeStatus {
  const now = engine.now();
  return {
    name,
    kind: 'Skipped',
    phase,
    message,
    startedAt: now,
    finishedAt: now,
    attempts,
    outbound: phase === 'Error' || phase === 'Failed' ? [phase] : [],
  };
}
