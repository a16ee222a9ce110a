// `npm run e2e:crash`: kills the local engine (SIGKILL) at chosen moments of a run and resumes
// the run, as often as asked (50). In every second round the resumed run is killed, too. Each time the result must be that
// of an undisturbed run, no task that had succeeded may run again, and nothing may be left running.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileToText } from '@tiphys/backend-argo';
import { runProcess } from './run-process.ts';
import { positiveInteger, script } from '../../tools/script/script.ts';

const options = script('e2e:crash', 'Kills local runs at chosen moments and resumes them.', '--rounds 5 --seed 7')
  .option('--rounds <number>', 'how many runs', positiveInteger, 50)
  .option('--seed <number>', 'chooses the moments', positiveInteger, 1)
  .parse()
  .opts<{ rounds: number; seed: number }>();

/** Rounds at a time. */
const WORKERS = 2;

async function makeManifest(): Promise<string> {
  const file = path.join(import.meta.dirname, '../fixtures/crash/pipeline.yaml');
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

async function prepare(folder: string, name: string, manifest: string): Promise<string> {
  const workdir = path.join(folder, name);
  await mkdir(workdir);
  await writeFile(path.join(workdir, 'manifest.yaml'), manifest);
  return workdir;
}

/** What is wrong after a round; nothing, as a rule. */
async function findFaults(workdir: string, reference: string): Promise<readonly string[]> {
  const faults: string[] = [];
  if ((await readFile(path.join(workdir, 'result'), 'utf8')) !== reference) {
    faults.push('the result is not that of an undisturbed run');
  }
  const succeeded = await readLives(workdir, 'succeeded');
  for (const [task, life] of await readLives(workdir, 'trace')) {
    const before = succeeded.find(([other, end]) => other === task && end < life);
    if (before !== undefined) {
      faults.push(`${task} ran in life ${String(life)}, but had succeeded in life ${String(before[1])}`);
    }
  }
  return faults;
}

/** Lines of a task and the number of a life. */
async function readLives(workdir: string, file: string): Promise<readonly (readonly [string, number])[]> {
  const text = await readFile(path.join(workdir, file), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([task = '', life]) => [task, Number(life)]);
}

async function main(): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-crash-'));
  try {
    const manifest = await makeManifest();
    const undisturbed = await prepare(folder, 'undisturbed', manifest);
    await live(undisturbed, 1, 0);
    const reference = await readFile(path.join(undisturbed, 'result'), 'utf8');
    const all = Number(await readFile(path.join(undisturbed, 'moments'), 'utf8'));
    const random = numbers(options.seed);
    const rounds = Array.from({ length: options.rounds }, (_, index) => ({
      index,
      moments: [random(all), ...(index % 2 === 1 ? [random(Math.ceil(all / 2))] : [])],
    }));
    let kills = 0;
    let faulty = 0;
    const queue = [...rounds];
    const work = async (): Promise<void> => {
      for (let round = queue.shift(); round !== undefined; round = queue.shift()) {
        const workdir = await prepare(folder, String(round.index), manifest);
        // A life that was not killed has ended the run: it had fewer moments than those before it.
        let killed = true;
        for (let life = 1; killed; life += 1) {
          killed = await live(workdir, life, round.moments[life - 1] ?? 0);
          kills += killed ? 1 : 0;
        }
        const faults = await findFaults(workdir, reference);
        faulty += faults.length === 0 ? 0 : 1;
        for (const fault of faults) {
          process.stdout.write(`killed at ${round.moments.join(' and ')} of ${String(all)}: ${fault}\n`);
        }
        await rm(workdir, { recursive: true });
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    process.stdout.write(`${String(rounds.length)} runs, ${String(kills)} kills, ${String(faulty)} runs with faults\n`);
    return faulty === 0 && kills >= rounds.length ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true });
  }
}

process.exitCode = await main();
