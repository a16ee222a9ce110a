import path from 'node:path';
import { mkdir } from 'node:fs/promises';
import type { Job } from './job.ts';
import type { Outcome } from './outcome.ts';
import { runOwn } from './run-own.ts';
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
  await mkdir(there);
  const [peers, owns] = await Promise.all([runPeer(jobs, python, there, 1), runAll(jobs, python, here)]);
  return jobs.map((job, index) => {
    const [own, peer] = [owns[index], peers.get(job.id)];
    if (own === undefined || peer === undefined) throw new Error(`${job.id} has no outcome`);
    return { job, own, peer };
  });
}

async function runAll(jobs: readonly Job[], python: string, folder: string): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [index, job] of jobs.entries()) {
    outcomes.push(await runOwn(job, python, path.join(folder, String(index))));
  }
  return outcomes;
}
