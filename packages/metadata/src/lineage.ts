import type { ArtifactStore } from '@tiphys/storage';
import { mapBounded } from '@tiphys/storage';
import { listArtifactUses, readExecution } from './reader.ts';
import type { ArtifactRole, ExecutionRecord } from './records.ts';

/** Reads at a time. */
const parallel = 8;

/** Where an artifact came from and what came of it, over all runs. */
export interface Lineage {
  /** The artifact that was asked about. */
  readonly uri: string;
  /** What made it, nearest first, and what made that. */
  readonly upstream: readonly LineageStep[];
  /** What used it, nearest first, and what used that. */
  readonly downstream: readonly LineageStep[];
  /** Whether there is more than `limit` allowed to look at. */
  readonly truncated: boolean;
}

/** An attempt on the way. */
export interface LineageStep {
  /** Tasks between it and the artifact, from 1. */
  readonly distance: number;
  /** The artifact by which it was found: an output of it upstream, an input downstream. */
  readonly uri: string;
  readonly execution: ExecutionRecord;
}

/**
 * Follows an artifact both ways, across runs and cache hits: one listing per artifact and one read per attempt, however many runs
 * there are. An attempt from the cache shows with what it took over; its `cachedFrom` says whose work it was.
 *
 * @param limit most attempts on each side
 */
export async function readLineage(store: ArtifactStore, uri: string, limit = 500): Promise<Lineage> {
  const up = await follow(store, uri, 'output', limit);
  const down = await follow(store, uri, 'input', limit);
  return { uri, upstream: up.steps, downstream: down.steps, truncated: up.truncated || down.truncated };
}

/** Goes from the artifact to the attempts that have it in a role, to the artifacts on their other side, and on. */
async function follow(
  store: ArtifactStore,
  start: string,
  role: ArtifactRole,
  limit: number,
): Promise<{ readonly steps: readonly LineageStep[]; readonly truncated: boolean }> {
  const steps: LineageStep[] = [];
  const seenUris = new Set([start]);
  const seenExecutions = new Set<string>();
  let frontier: readonly string[] = [start];
  for (let distance = 1; frontier.length > 0; distance++) {
    const found = (await mapBounded(frontier, parallel, async (uri) => attemptsWith(store, uri, role))).flat();
    const fresh: LineageStep[] = [];
    for (const { uri, execution } of found) {
      if (!seenExecutions.has(execution.id)) {
        seenExecutions.add(execution.id);
        fresh.push({ distance, uri, execution });
      }
    }
    if (steps.length + fresh.length > limit) {
      return { steps: [...steps, ...fresh.slice(0, limit - steps.length)], truncated: true };
    }
    steps.push(...fresh);
    const next = new Set(fresh.flatMap(({ execution }) => urisOf(execution, role === 'output' ? 'input' : 'output')));
    frontier = [...next].filter((uri) => !seenUris.has(uri));
    frontier.forEach((uri) => seenUris.add(uri));
  }
  return { steps, truncated: false };
}

async function attemptsWith(
  store: ArtifactStore,
  uri: string,
  role: ArtifactRole,
): Promise<readonly { readonly uri: string; readonly execution: ExecutionRecord }[]> {
  const uses = (await listArtifactUses(store, uri)).filter((use) => use.role === role);
  const executions = await mapBounded(uses, parallel, async (use) => readExecution(store, use.run.uid, use.execution));
  // A use may have been a claim only, which came to nothing: the attempt's own record says.
  return executions
    .filter((execution) => execution !== undefined && urisOf(execution, role).includes(uri))
    .map((execution) => ({ uri, execution: execution as ExecutionRecord }));
}

/** The URIs of the artifacts on one side of an attempt. */
export function urisOf({ inputs, outputs }: ExecutionRecord, role: ArtifactRole): readonly string[] {
  const values = role === 'input' ? inputs : outputs;
  return Object.values(values?.artifacts ?? {}).flatMap((list) => list.map(({ uri }) => uri));
}
