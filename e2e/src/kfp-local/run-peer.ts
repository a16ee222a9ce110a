import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseJson } from '@tiphys/diagnostics';
import { makeJobInputs } from './job-inputs.ts';
import type { Job } from './job.ts';
import type { Outcome, TaskOutcome } from './outcome.ts';
import { ownLines } from './own-lines.ts';
import { withoutPlaces } from './without-places.ts';

const SCRIPT = path.join(import.meta.dirname, 'run-kfp-local.py');
const SEEDED = path.join(import.meta.dirname, '../corpus/seeded');

/** A line that the script prints. */
interface Line extends Omit<Outcome, 'tasks'> {
  readonly id: string;
  readonly tasks: readonly (TaskOutcome & { readonly path: string })[];
}

/** Runs pipelines with `kfp.local`, in a folder of its own, and gives the outcomes by the jobs' names. */
export async function runPeer(
  jobs: readonly Job[],
  python: string,
  folder: string,
  workers: number,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  await mkdir(folder, { recursive: true });
  const list = path.join(folder, 'jobs.json');
  const entries = jobs.map(async (job, index) => {
    const own = path.join(folder, String(index));
    return { ...job, ...(await makeJobInputs(job, own)), folder: own, seeded: SEEDED };
  });
  await writeFile(list, JSON.stringify(await Promise.all(entries)));
  const child = spawn(python, [SCRIPT, list, folder, String(workers)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  for await (const text of createInterface(child.stdout)) {
    const { id, tasks, ...rest } = parseJson(text) as unknown as Line;
    const entries = tasks.map(({ path, lines, ...task }) => [path, { ...task, lines: ownLines(lines) }] as const);
    outcomes.set(id, withoutPlaces({ ...rest, tasks: Object.fromEntries(entries) }, folder));
  }
  const code = await ended;
  if (code !== 0) throw new Error(`${SCRIPT} ended with code ${String(code)}`);
  return outcomes;
}
