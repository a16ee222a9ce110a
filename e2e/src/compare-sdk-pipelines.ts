/*
 * `npm run e2e:sdk-pipelines`: builds random pipelines with the Python SDK, runs them in the local engine, the first ones with
 * `kfp.local`, too, and holds the results against what the builder itself makes of each pipeline. A failing seed is printed with the
 * smallest pipeline of that seed that fails, too.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { positiveInteger, script } from '../../tools/script/script.ts';
import { observed, sorted, type Expected } from './kfp-local/expected.ts';
import type { Job } from './kfp-local/job.ts';
import type { Outcome } from './kfp-local/outcome.ts';
import { runAll } from './kfp-local/run-all.ts';
import { runOwn } from './kfp-local/run-own.ts';
import { runPeer } from './kfp-local/run-peer.ts';

const SCRIPT = path.join(import.meta.dirname, 'kfp-local/random-pipelines.py');

const options = script(
  'e2e:sdk-pipelines',
  'Runs random pipelines of the Python SDK, and compares with what their builder makes of them; TIPHYS_PYTHON names a Python with kfp.',
  '--count 1 --seed 185 --peers 0',
)
  .option('--count <number>', 'how many pipelines', positiveInteger, 200)
  .option('--seed <number>', 'the first seed', positiveInteger, 1)
  .option('--size <number>', 'most statements of a pipeline', positiveInteger, 8)
  .option('--peers <number>', 'how many of them kfp.local runs, too', Number, 50)
  .parse()
  .opts<{ count: number; seed: number; size: number; peers: number }>();

async function main(): Promise<number> {
  const python = process.env['TIPHYS_PYTHON'];
  if (python === undefined) {
    console.log('skipped: no python3 with kfp (set TIPHYS_PYTHON)');
    return 0;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-sdk-pipelines-'));
  try {
    return await compareAll(python, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compareAll(python: string, folder: string): Promise<number> {
  const seeds = Array.from({ length: options.count }, (_, index) => String(options.seed + index));
  const jobs = await build(python, path.join(folder, 'pipelines'), options.size, seeds);
  const [owns, peers] = await Promise.all([
    runAll(jobs, python, path.join(folder, 'own')),
    runPeer(jobs.slice(0, options.peers), python, path.join(folder, 'peer'), 1),
  ]);
  const counts = { executions: 0, alike: 0, unable: 0, other: 0 };
  const failing: string[] = [];
  for (const job of jobs) {
    const [own, peer] = [owns.get(job.id), peers.get(job.id)];
    const expected = await readExpected(job);
    counts.executions += expected.executions.length;
    if (own === undefined || !isDeepStrictEqual(observed(own), expected)) failing.push(job.id);
    if (peer === undefined) continue;
    const there = observed(peer);
    counts[there === undefined ? 'unable' : isDeepStrictEqual(there, expected) ? 'alike' : 'other'] += 1;
  }
  for (const seed of failing) await explain(seed, python, folder);
  console.log(
    `${String(jobs.length)} pipelines with ${String(counts.executions)} executions: ${String(jobs.length - failing.length)} as expected` +
      (failing.length > 0 ? `, failing seeds: ${failing.join(' ')}` : '') +
      `; of ${String(peers.size)} kfp.local has ${String(counts.alike)} as expected, ${String(counts.unable)} failed, ${String(counts.other)} with other results`,
  );
  return failing.length === 0 ? 0 : 1;
}

/** Lets the SDK compile a pipeline for each seed. */
async function build(python: string, folder: string, size: number, seeds: readonly string[]): Promise<readonly Job[]> {
  await mkdir(folder, { recursive: true });
  const { status, stderr } = spawnSync(python, [SCRIPT, folder, String(size), ...seeds], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${SCRIPT} failed: ${stderr.slice(-2000)}`);
  return seeds.map((seed) => ({
    id: seed,
    ir: path.join(folder, `${seed}.yaml`),
    arguments: {},
    artifacts: {},
    seed: 0,
  }));
}

async function readExpected({ ir }: Job): Promise<Expected> {
  const { outputs, executions } = JSON.parse(await readFile(ir.replace(/yaml$/, 'json'), 'utf8')) as Expected;
  return { outputs, executions: sorted(executions) };
}

/** Prints the smallest pipeline of a seed that fails, and what is wrong with it. */
async function explain(seed: string, python: string, folder: string): Promise<void> {
  for (let size = 1; size <= options.size; size += 1) {
    const [job] = await build(python, path.join(folder, `size-${String(size)}`), size, [seed]);
    if (job === undefined) return;
    const own = await runOwn(job, python, path.join(folder, `run-${seed}-${String(size)}`));
    const expected = await readExpected(job);
    if (!isDeepStrictEqual(observed(own), expected)) {
      console.log(`--- seed ${seed}, size ${String(size)}\n${await readFile(job.ir.replace(/yaml$/, 'py'), 'utf8')}`);
      console.log(`expected: ${JSON.stringify(expected)}\nfound:    ${describe(own)}\n`);
      return;
    }
  }
  console.log(`--- seed ${seed} did not fail again`);
}

function describe(own: Outcome): string {
  return JSON.stringify(observed(own) ?? own);
}

process.exitCode = await main();
