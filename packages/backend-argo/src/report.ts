import type { Template } from '@tiphys/argo-types';
import { byteLength } from './limits/check-limits.ts';
import { limits } from './limits/limits.ts';
import type { Manifest } from './manifest.ts';
import { workflowSpec } from './manifest.ts';

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
  readonly limits: typeof limits;
}

/** Bytes of one node of a status with a few parameters (argo-facts 9). */
const bytesPerNode = 1050;

interface Count {
  readonly min: number;
  readonly max: number;
  readonly nodes: number;
}

/** Measures a manifest. */
export function reportManifest(manifest: Manifest): Report {
  const spec = workflowSpec(manifest);
  const templates = spec.templates ?? [];
  const byName = new Map(templates.map((template) => [template.name ?? '', template]));
  const total = countNodes(byName, spec.entrypoint ?? '', new Map());
  const sizes = templates.map((template) => ({ name: template.name ?? '', bytes: byteLength(template) }));
  return {
    bytes: byteLength(manifest),
    templates: templates.length,
    tasksPerDag: Math.max(0, ...templates.map((template) => template.dag?.tasks.length ?? 0)),
    largestTemplate: largest(sizes, { name: '', bytes: 0 }),
    longestArgument: largest(templates.flatMap(argumentSizes), { template: '', task: '', bytes: 0 }),
    pods: { min: total.min, max: Number.isFinite(total.max) ? total.max : 'unbounded' },
    estimatedStatusBytes: total.nodes * bytesPerNode,
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

function countNodes(templates: ReadonlyMap<string, Template>, name: string, known: Map<string, Count>): Count {
  const before = known.get(name);
  if (before !== undefined) return before;
  const template = templates.get(name);
  const tasks = template?.dag?.tasks ?? [];
  let count: Count = template?.container === undefined ? { min: 0, max: 0, nodes: 1 } : { min: 1, max: 1, nodes: 1 };
  for (const task of tasks) {
    const inner = countNodes(templates, task.template ?? '', known);
    const times = iterations(task.withSequence?.count);
    const isCertain = task.when === undefined;
    count = {
      min: count.min + (isCertain ? inner.min * (times ?? 0) : 0),
      max: count.max + (task.when === 'false' ? 0 : multiply(inner.max, times ?? Infinity)),
      nodes: count.nodes + inner.nodes * (times ?? 1),
    };
  }
  known.set(name, count);
  return count;
}

/** Zero pods stay zero, however often. */
function multiply(pods: number, times: number): number {
  return pods === 0 ? 0 : pods * times;
}

/** How often a task runs; undefined when only the run knows. */
function iterations(count: string | number | undefined): number | undefined {
  if (count === undefined) return 1;
  return /^\d+$/.test(String(count)) ? Number(count) : undefined;
}
