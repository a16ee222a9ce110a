import path from 'node:path';
import type { Job } from './job.ts';
import type { Outcome } from './outcome.ts';
import { runAll } from './run-all.ts';
import { runPeer } from './run-peer.ts';

/** A job, and what came of it in both ways. */
export interface Pair {
  readonly job: Job;
  readonly own: Outcome;
  readonly peer: Outcome;
}

/** Runs every job in both ways, at the same time. */
export async function runBoth(jobs: readonly Job[], python: string, folder: string): Promise<readonly Pair[]> {
  const [there, here] = [path.join(folder, 'peer'), path.join(folder, 'own')];
  const [peers, owns] = await Promise.all([runPeer(jobs, python, there, 1), runAll(jobs, python, here)]);
  return jobs.map((job) => {
    const [own, peer] = [owns.get(job.id), peers.get(job.id)];
    if (own === undefined || peer === undefined) throw new Error(`${job.id} has no outcome`);
    return { job, own, peer };
  });
}
