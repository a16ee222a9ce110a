import type { ArtifactSources } from '../artifact/artifact-source.ts';
import type { Template } from '../manifest/manifest.ts';
import type { PodReport } from './node-status.ts';

/** What a pod's container and its outputs came to. */
export interface PodOutcome {
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  readonly message?: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly artifacts?: ArtifactSources;
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
  /** How often the node has succeeded in earlier lives of the run; absent in the first life. */
  readonly earlierSuccesses?: number;
}

/** Runs pods, one way or another. Never rejects for what a user's task can do; that is in the outcome. */
export type PodExecutor = (request: PodRequest, signal: AbortSignal) => Promise<PodOutcome>;
