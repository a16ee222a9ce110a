// `npm run e2e:crash`: kills the local engine (SIGKILL) at chosen moments of a run and resumes
// the run, as often as asked (50). In every second round the resumed run is killed, too. Each time the result must be that
// of an undisturbed run, no task that had succeeded may run again, and nothing may be left running: of a run with `--python`, whose
// components are forks of an interpreter, nothing may outlive the engine.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileToText } from '@tiphys/backend-argo';
import { findFaults, readReference } from './crash/find-faults.ts';
import { leftovers } from './crash/leftovers.ts';
import { mustRun, runProcess } from './run-process.ts';
import { positiveInteger, script } from '../../tools/script/script.ts';

const options = script('e2e:crash', 'Kills local runs at chosen moments and resumes them.', '--rounds 5 --seed 7')
  .option('--rounds <number>', 'how many runs', positiveInteger, 50)
  .option('--seed <number>', 'chooses the moments', positiveInteger, 1)
  .option('--python', 'with components of the Python SDK: TIPHYS_PYTHON names a Python with kfp', false)
  .parse()
  .opts<{ rounds: number; seed: number; python: boolean }>();

/** Rounds at a time. */
const WORKERS = 2;

const FIXTURES = path.join(import.meta.dirname, '../fixtures/crash');

/** Compiles the pipeline to run; undefined where something for it is missing, which is said. */
async function makeManifest(folder: string): Promise<string | undefined> {
  let file = path.join(FIXTURES, 'pipeline.yaml');
  if (options.python) {
    const python = process.env['TIPHYS_PYTHON'];
    if (python === undefined || process.platform !== 'linux') {
      console.log(python === undefined ? 'skipped: no python3 with kfp (set TIPHYS_PYTHON)' : 'skipped: not on Linux');
      return undefined;
    }
    file = path.join(folder, 'pipeline.yaml');
    await mustRun(python, [path.join(FIXTURES, 'pipeline.py'), file]);
  }
  return compileToText(await readFile(file, 'utf8'), { file });
}

/** Whole numbers from a seed (mulberry32), each from 1 to `limit`. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return 1 + (((mixed ^ (mixed >>> 14)) >>> 0) % limit);
  };
}

/** Runs one life; gives whether it was killed. */
async function live(workdir: string, life: number, moment: number): Promise<boolean> {
  const script = path.join(import.meta.dirname, 'crash/life.ts');
  const args = ['--conditions=@tiphys/source', script, workdir, String(life), String(moment)];
  const { code, stderr } = await runProcess(process.execPath, args);
  if (code > 0) {
    throw new Error(`life ${String(life)} ended with code ${String(code)}: ${stderr}`);
  }
  return code === -1;
}

/** Runs all lives of a run, which is killed at these moments. Gives the number of kills, and what is wrong. */
async function runRound(workdir: string, moments: readonly number[], reference: Parameters<typeof findFaults>[1]) {
  const faults: string[] = [];
  let killed = true;
  let life = 0;
  // A life that was not killed has ended the run: it had fewer moments than those before it.
  while (killed) {
    killed = await live(workdir, life + 1, moments[life] ?? 0);
    life += 1;
    // Commands that are no forks are ended by the next life.
    const left = killed && !options.python ? [] : await leftovers(`TRACE=${path.join(workdir, 'trace')}`);
    faults.push(...left.map((command) => `after life ${String(life)} there is still: ${command}`));
  }
  return { kills: life - 1, faults: [...faults, ...(await findFaults(workdir, reference))] };
}

async function prepare(folder: string, name: string, manifest: string): Promise<string> {
  const workdir = path.join(folder, name);
  await mkdir(workdir);
  await writeFile(path.join(workdir, 'manifest.yaml'), manifest);
  return workdir;
}

async function runRounds(folder: string, manifest: string): Promise<number> {
  const undisturbed = await prepare(folder, 'undisturbed', manifest);
  await live(undisturbed, 1, 0);
  const reference = await readReference(undisturbed);
  if (options.python && reference.kind !== 'fork') throw new Error('the components of this run are no forks');
  const all = Number(await readFile(path.join(undisturbed, 'moments'), 'utf8'));
  const random = numbers(options.seed);
  const queue = Array.from({ length: options.rounds }, (_, index) => ({
    index,
    moments: [random(all), ...(index % 2 === 1 ? [random(Math.ceil(all / 2))] : [])],
  }));
  let kills = 0;
  let faulty = 0;
  const work = async (): Promise<void> => {
    for (let round = queue.shift(); round !== undefined; round = queue.shift()) {
      const workdir = await prepare(folder, String(round.index), manifest);
      const end = await runRound(workdir, round.moments, reference);
      kills += end.kills;
      faulty += end.faults.length === 0 ? 0 : 1;
      for (const fault of end.faults) {
        process.stdout.write(`killed at ${round.moments.join(' and ')} of ${String(all)}: ${fault}\n`);
      }
      await rm(workdir, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  process.stdout.write(`${String(options.rounds)} runs, ${String(kills)} kills, ${String(faulty)} runs with faults\n`);
  return faulty === 0 && kills >= options.rounds ? 0 : 1;
}

async function main(): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-crash-'));
  try {
    const manifest = await makeManifest(folder);
    return manifest === undefined ? 0 : await runRounds(folder, manifest);
  } finally {
    await rm(folder, { recursive: true });
  }
}

process.exitCode = await main();
