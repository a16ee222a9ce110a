import type { ExecutionRecord } from '@tiphys/metadata';
import { randomNumbers } from '../../../packages/storage/src/testing/random-fault.ts';
import { checkPublished, checkRecords } from './announced.ts';
import { checkEnd } from './check-end.ts';
import { inRoot } from './in-root.ts';
import type { Phase } from './moments.ts';
import { randomPoint } from './moments.ts';
import { readLeft } from './read-left.ts';
import type { Surroundings } from './run-pod.ts';

/** What a kill led to. */
export interface Kill {
  readonly phase: Phase | 'any time';
  /** Whether the pod was still there at its point; else it was no kill. */
  readonly happened: boolean;
  /** Outputs that records, or files for Argo, announced after it; all of them whole. */
  readonly announced: number;
  /** Why a reader did not take what lay at the place of an output: half of it. */
  readonly refusals: readonly string[];
}

/** A round: a task that is killed, once or twice, tried again, and run once more by another run. */
export interface Round {
  readonly kills: readonly Kill[];
  readonly wrongs: readonly string[];
  /** Whether the other run took the outputs from the cache. */
  readonly isHit: boolean;
}

/** The task as it is when nothing disturbs it. */
export interface Undisturbed {
  readonly counts: ReadonlyMap<Phase, number>;
  readonly milliseconds: number;
  readonly record: ExecutionRecord;
}

const taskRun = 'run-1';
const otherRun = 'run-2';

/** Runs the task once, in a root of its own. Throws when that alone goes wrong. */
export async function runUndisturbed(around: Surroundings): Promise<Undisturbed> {
  return inRoot(around, 'undisturbed', async (scene, pod) => {
    const ran = await pod({ run: taskRun, attempt: 0 });
    const { record, wrongs } = await checkEnd(scene, ran, { run: taskRun, attempt: 0 });
    if (record === undefined || wrongs.length > 0) throw new Error(`an undisturbed run is wrong: ${wrongs.join('; ')}`);
    return { ...ran, record };
  });
}

/** Runs one round; `seed` chooses the points. */
export async function runRound(around: Surroundings, undisturbed: Undisturbed, seed: number): Promise<Round> {
  const random = randomNumbers(seed);
  return inRoot(around, String(seed), async (scene, pod) => {
    const kills: Kill[] = [];
    const wrongs: string[] = [];
    let attempt = 0;
    const times = random() < 0.25 ? 2 : 1;
    while (kills.length < times) {
      const point = randomPoint(random, undisturbed.counts, undisturbed.milliseconds);
      const onlyLauncher = random() < 0.5;
      const { wasKilled, code, stderr, directory } = await pod({
        run: taskRun,
        attempt,
        kill: { point, onlyLauncher },
      });
      const look = { ...scene, read: new Map() };
      const records = await checkRecords(look);
      const published = await checkPublished(look, directory);
      const left = await readLeft(look, undisturbed.record);
      const found = [...records.wrongs, ...published.wrongs, ...left.wrongs];
      if (!wasKilled && code !== 0) found.push(`it ended with ${code} before: ${stderr}`);
      wrongs.push(...found.map((fault) => `${JSON.stringify(point)}: ${fault}`));
      const announced = records.whole + published.whole;
      kills.push({ phase: point.phase, happened: wasKilled, announced, refusals: left.refusals });
      // Argo starts another attempt, or makes the pod of the same one anew where the old one was lost.
      if (random() < 0.75) attempt += 1;
    }
    const again = { run: taskRun, attempt };
    const other = { run: otherRun, attempt: 0 };
    const [ranAgain, ranOther] = [await pod(again), await pod(other)];
    const second = await checkEnd(scene, ranAgain, again, undisturbed.record);
    const third = await checkEnd(scene, ranOther, other, undisturbed.record);
    const { wrongs: late } = await checkRecords(scene);
    wrongs.push(...second.wrongs, ...third.wrongs, ...late);
    return { kills, wrongs, isHit: third.record?.state === 'CACHED' };
  });
}
