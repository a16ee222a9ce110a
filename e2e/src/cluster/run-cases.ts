import { errorMessage } from '@tiphys/diagnostics';
import type { ClusterCase, Outcome } from './case.ts';
import type { TestBed } from './test-bed.ts';

/** As many as keep two cores busy while pods wait for each other. */
const PARALLEL = 4;

/**
 * Runs cases, several at once and then those that must be alone, prints a line for each, and gives the outcomes. An interrupt ends it
 * at once, with the outcomes until then: cases that are on their way lose their cluster, and how they end says nothing.
 */
export async function runCases(
  bed: TestBed,
  cases: readonly ClusterCase[],
  interrupted: Promise<unknown>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let isOver = false;
  let queue = [...cases];
  const next = (alone: boolean): ClusterCase | undefined => {
    const index = queue.findIndex((one) => (one.alone === true) === alone);
    return index < 0 ? undefined : queue.splice(index, 1)[0];
  };
  const one = async (taken: ClusterCase): Promise<void> => {
    const started = performance.now();
    const outcome = await outcomeOf(bed, taken);
    if (isOver) return;
    outcomes.push(outcome);
    const seconds = `${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s`;
    process.stdout.write(`${outcome.word.padEnd(9)} ${seconds}  ${taken.name}  ${outcome.note}\n`);
    for (const difference of outcome.differences ?? []) process.stdout.write(`    ${difference}\n`);
  };
  const work = async (alone: boolean): Promise<void> => {
    for (let taken = next(alone); taken !== undefined; taken = next(alone)) await one(taken);
  };
  const all = async (): Promise<void> => {
    await Promise.all(Array.from({ length: PARALLEL }, () => work(false)));
    await work(true);
  };
  const end = interrupted.then(() => {
    isOver = true;
    queue = [];
  });
  await Promise.race([all(), end]);
  return [...outcomes];
}

/** How many of each word, as a line. */
export function sumOf(outcomes: readonly Outcome[]): string {
  const words = ['ok', 'explained', 'skipped', 'FAILED'] as const;
  return words.map((word) => `${String(outcomes.filter((one) => one.word === word).length)} ${word}`).join(', ');
}

async function outcomeOf(bed: TestBed, one: ClusterCase): Promise<Outcome> {
  try {
    const result = await one.run(bed);
    return typeof result === 'object' ? result : { word: 'ok', note: result ?? '' };
  } catch (error) {
    return { word: 'FAILED', note: errorMessage(error) };
  }
}
