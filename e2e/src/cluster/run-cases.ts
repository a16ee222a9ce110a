import type { ClusterCase, Outcome } from './case.ts';
import type { TestBed } from './test-bed.ts';

/** As many as keep two cores busy while pods wait for each other. */
const PARALLEL = 4;

/** Runs cases, several at once and then those that must be alone, prints a line for each, and gives the exit code. */
export async function runCases(bed: TestBed, cases: readonly ClusterCase[]): Promise<number> {
  const outcomes: Outcome[] = [];
  const one = async (next: ClusterCase): Promise<void> => {
    const started = performance.now();
    const outcome = await outcomeOf(bed, next);
    outcomes.push(outcome);
    const seconds = `${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s`;
    process.stdout.write(`${outcome.word.padEnd(9)} ${seconds}  ${next.name}  ${outcome.note}\n`);
    for (const difference of outcome.differences ?? []) process.stdout.write(`    ${difference}\n`);
  };
  const queue = cases.filter(({ alone }) => alone !== true);
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  for (const next of cases.filter(({ alone }) => alone === true)) await one(next);
  const words = ['ok', 'explained', 'skipped', 'FAILED'] as const;
  const count = (word: Outcome['word']): number => outcomes.filter((outcome) => outcome.word === word).length;
  process.stdout.write(`${words.map((word) => `${String(count(word))} ${word}`).join(', ')}\n`);
  return count('FAILED') === 0 ? 0 : 1;
}

async function outcomeOf(bed: TestBed, one: ClusterCase): Promise<Outcome> {
  try {
    const result = await one.run(bed);
    return typeof result === 'object' ? result : { word: 'ok', note: result ?? '' };
  } catch (error) {
    return { word: 'FAILED', note: error instanceof Error ? error.message : String(error) };
  }
}
