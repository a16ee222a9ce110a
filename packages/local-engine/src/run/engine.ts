import type { Manifest, Template } from '../manifest/manifest.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import type { CallArguments } from '../template/bind-template.ts';
import type { Variables } from '../template/scope.ts';
import { silentJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import type { NodePhase, NodeStatus } from './node-status.ts';
import type { PodExecutor } from './pod-request.ts';
import type { Replay } from './replay.ts';
import type { Slots } from './slots.ts';
import type { TemplateCall } from './template-call.ts';

/** Something that happened to a node. */
export type NodeEvent =
  | { readonly kind: 'started'; readonly node: string; readonly type: 'Pod' | 'DAG' | 'Steps' | 'TaskGroup' }
  | { readonly kind: 'ended'; readonly node: string; readonly status: NodeStatus };

/** What every part of one run shares. */
export interface Engine {
  readonly workflow: string;
  readonly templates: ReadonlyMap<string, Template>;
  /** `spec.podSpecPatch`, as it stands in the manifest. */
  readonly podSpecPatch?: string;
  /** Data of ConfigMaps, by their names. */
  readonly configMaps?: Manifest['configMaps'];
  /** Of the version of Argo that is imitated. */
  readonly rules: ArgoRules;
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
  /** Takes what has been done, for a later life of the run. */
  readonly journal: Journal;
  /** What has been done in earlier lives. */
  readonly replay: Replay;
}

/** The engine for what still runs when the run itself is over, or is stopped. */
export function createCleanupEngine(engine: Engine): Engine {
  return {
    ...engine,
    signal: engine.finalSignal,
    // What tidies up after an interruption has to do so again when the run is resumed and ends.
    journal: engine.signal.aborted ? silentJournal : engine.journal,
  };
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
