import type { StoreRequest } from '../forward-request.ts';

/** What a launcher is doing, as far as its requests to the store and what its command prints tell. */
export type Phase =
  'start' | 'cache look-up' | 'download' | 'command' | 'upload' | 'record' | 'cache entry' | 'publish';

/** The end of a pod: at the n-th moment of a phase (from 1), or after some milliseconds. */
export type KillPoint =
  { readonly phase: Phase; readonly number: number } | { readonly phase: 'any time'; readonly milliseconds: number };

/**
 * The moments of one pod. Each request to the store is two, before the store gets it and before the launcher gets the answer; each
 * line of the command is one. At the kill point, the pod is killed and nothing gets through any more.
 */
export interface Moments {
  /** Counts a moment, and says whether the pod still lives after it. */
  pass(phase: Phase): boolean;
  readonly counts: ReadonlyMap<Phase, number>;
}

/** Counts moments; `kill` is called within the one that is the kill point. */
export function countMoments(point: KillPoint | undefined, kill: () => void): Moments {
  const counts = new Map<Phase, number>();
  let isAlive = true;
  return {
    counts,
    pass: (phase) => {
      if (!isAlive) return false;
      const count = (counts.get(phase) ?? 0) + 1;
      counts.set(phase, count);
      if (point?.phase === phase && point.number === count) {
        isAlive = false;
        kill();
      }
      return isAlive;
    },
  };
}

/** In which phase a launcher makes a request. */
export function phaseOf({ method, path, query }: StoreRequest): Phase {
  const text = `${path}?${decodeURIComponent(query)}`;
  const isReading = method === 'GET' || method === 'HEAD';
  if (text.includes('/.tiphys/v1/cache/')) return isReading ? 'cache look-up' : 'cache entry';
  if (text.includes('/.tiphys/v1/artifacts/') || (!isReading && text.includes('.done.json'))) return 'record';
  if (text.includes('/.tiphys/v1/')) return 'start';
  if (text.includes('/inputs/')) return 'download';
  return /\/\.tiphys\/\w+\.json/.test(text) ? 'publish' : 'upload';
}

/** A kill point in any phase, or at any time; twice as often in those phases where half of something can be left. */
export function randomPoint(random: () => number, counts: ReadonlyMap<Phase, number>, milliseconds: number): KillPoint {
  const phases = [...counts].flatMap((each) => (each[0] === 'upload' || each[0] === 'record' ? [each, each] : [each]));
  const choice = phases[Math.floor(random() * (phases.length + 1))];
  if (choice === undefined) return { phase: 'any time', milliseconds: Math.ceil(random() * milliseconds) };
  const [phase, count] = choice;
  return { phase, number: 1 + Math.floor(random() * count) };
}
