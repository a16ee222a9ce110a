import type { Template, WorkflowSpec } from '@tiphys/argo-types';
import { byteLength } from './byte-length.ts';

/** Bytes of one node of a status with a few parameters, and the same compressed (argo-facts 9). */
const bytesPerNode = 1050;
const compressedBytesPerNode = 130;

/** What a run will need; loops of unknown length count as one iteration, except for pods. */
export interface RunEstimate {
  /** Bytes of the spec. */
  readonly bytes: number;
  readonly pods: { readonly min: number; readonly max: number | 'unbounded' };
  readonly nodes: number;
  readonly statusBytes: number;
  /** Spec and status, with the nodes compressed. */
  readonly estimatedBytes: number;
}

/** Estimates a run of a workflow that has all of its templates. Argo copies those of other objects into the status. */
export function estimateRun(spec: WorkflowSpec): RunEstimate {
  const byName = new Map((spec.templates ?? []).map((template) => [template.name ?? '', template]));
  const { min, max, nodes } = countNodes(byName, spec.entrypoint ?? '', new Map());
  const bytes = byteLength(spec);
  return {
    bytes,
    pods: { min, max: Number.isFinite(max) ? max : 'unbounded' },
    nodes,
    statusBytes: nodes * bytesPerNode,
    estimatedBytes: bytes + nodes * compressedBytesPerNode,
  };
}

interface Count {
  readonly min: number;
  readonly max: number;
  readonly nodes: number;
}

function countNodes(templates: ReadonlyMap<string, Template>, name: string, known: Map<string, Count>): Count {
  const before = known.get(name);
  if (before !== undefined) return before;
  const template = templates.get(name);
  const tasks = template?.dag?.tasks ?? [];
  let count: Count = template?.container === undefined ? { min: 0, max: 0, nodes: 1 } : { min: 1, max: 1, nodes: 1 };
  for (const task of tasks) {
    const inner = countNodes(templates, task.template ?? task.templateRef?.template ?? '', known);
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
