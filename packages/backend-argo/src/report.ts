import type { Template } from '@tiphys/argo-types';
import { byteLength } from './limits/byte-length.ts';
import { estimateRun } from './limits/estimate-run.ts';
import { limits } from './limits/limits.ts';
import type { EmitResult } from './emit-manifest.ts';
import type { Manifest } from './manifest.ts';
import { wholeSpec } from './manifest.ts';

/** How much of what Argo and Kubernetes allow a manifest uses (contract C3). Sizes are bytes of JSON. */
export interface Report {
  readonly bytes: number;
  readonly templates: number;
  /** Tasks of the largest DAG. */
  readonly tasksPerDag: number;
  readonly largestTemplate: { readonly name: string; readonly bytes: number };
  readonly longestArgument: { readonly template: string; readonly task: string; readonly bytes: number };
  /** Pods that one run starts: a range, since conditions choose and some loops count only when they run. */
  readonly pods: { readonly min: number; readonly max: number | 'unbounded' };
  /** Status of such a run, at the size that Argo needs per node; loops of unknown length count as one iteration. */
  readonly estimatedStatusBytes: number;
  /** Workflow and status together, the nodes compressed as Argo does where they are too large. */
  readonly estimatedObjectBytes: number;
  readonly limits: typeof limits;
}

/** Measures a manifest, together with the templates that it has elsewhere. */
export function reportManifest(manifest: Manifest, documents: EmitResult['documents'] = []): Report {
  const spec = wholeSpec(manifest, documents);
  const { templates } = spec;
  const run = estimateRun(spec);
  const sizes = templates.map((template) => ({ name: template.name ?? '', bytes: byteLength(template) }));
  return {
    bytes: byteLength(manifest),
    templates: templates.length,
    tasksPerDag: Math.max(0, ...templates.map((template) => template.dag?.tasks.length ?? 0)),
    largestTemplate: largest(sizes, { name: '', bytes: 0 }),
    longestArgument: largest(templates.flatMap(argumentSizes), { template: '', task: '', bytes: 0 }),
    pods: run.pods,
    estimatedStatusBytes: run.statusBytes,
    estimatedObjectBytes: run.estimatedBytes,
    limits,
  };
}

function largest<T extends { readonly bytes: number }>(list: readonly T[], none: T): T {
  return list.reduce((best, entry) => (entry.bytes > best.bytes ? entry : best), none);
}

function argumentSizes(template: Template): readonly Report['longestArgument'][] {
  return (template.dag?.tasks ?? []).map((task) => ({
    template: template.name ?? '',
    task: task.name,
    bytes: Math.max(0, ...(task.arguments?.parameters ?? []).map((parameter) => byteLength(parameter.value ?? ''))),
  }));
}
