import path from 'node:path';
import type { Job } from './job.ts';
import type { Outcome } from './outcome.ts';
import { runOwn } from './run-own.ts';

/** Runs every job in the local engine, one after the other, and gives the outcomes by the jobs' names. */
export async function runAll(
  jobs: readonly Job[],
  python: string,
  folder: string,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (const [index, job] of jobs.entries()) {
    outcomes.set(job.id, await runOwn(job, python, path.join(folder, String(index))));
  }
  return outcomes;
}
