// `npm run e2e:faults`: tasks that move data through connections with trouble, to and from a real MinIO: cut at random bytes,
// bits turned over, storms of 503. Whatever happens, a task either succeeds with exactly the right outputs, or fails and says why.

import { mapBounded } from '@tiphys/storage';
import { positiveInteger, script } from '../../tools/script/script.ts';
import { startMinio } from '../../tools/with-s3/start-minio.ts';
import type { Outcome } from './faults/interrupted-task.ts';
import { runInterruptedTask } from './faults/interrupted-task.ts';

const options = script(
  'e2e:faults',
  'Runs tasks through connections that break, against a real MinIO (Go).',
  '--tasks 100 --seed 7',
)
  .option('--tasks <number>', 'how many tasks', positiveInteger, 1000)
  .option('--seed <number>', 'chooses their data and their trouble', positiveInteger, 1)
  .parse()
  .opts<{ tasks: number; seed: number }>();

/** Tasks at a time. */
const parallel = 8;

const began = Date.now();
const minio = await startMinio('ignore');
try {
  const seeds = Array.from({ length: options.tasks }, (_, index) => options.seed * 1_000_000 + index);
  const outcomes = await mapBounded(seeds, parallel, async (seed) => runInterruptedTask(seed, minio.address));
  process.exitCode = report(outcomes);
} finally {
  minio.stop();
}

function report(outcomes: readonly Outcome[]): number {
  const of = (kind: Outcome['kind']): readonly Outcome[] => outcomes.filter((outcome) => outcome.kind === kind);
  const faults = outcomes.reduce((sum, { faults: number }) => sum + number, 0);
  const bytes = outcomes.reduce((sum, { bytes: number }) => sum + number, 0);
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(
    `${outcomes.length} tasks of ${(bytes / 2 ** 20).toFixed(0)} MiB in all, ${faults} faulty connections, ${seconds} s`,
  );
  console.log(`  ${of('right').length} succeeded, with the right outputs`);
  console.log(`  ${of('failed').length} failed, and said why:`);
  for (const [reason, number] of counted(of('failed'))) console.log(`    ${number} x ${reason}`);
  console.log(`  ${of('wrong').length} wrong`);
  for (const { seed, reason } of of('wrong')) console.error(`error: task ${seed}: ${reason}`);
  // Trouble that nobody gets through, or that never matters, would prove nothing.
  const isTelling = of('right').length * 4 >= outcomes.length && faults > outcomes.length;
  if (!isTelling) console.error('error: the faults are too many or too few to prove anything');
  return of('wrong').length === 0 && isTelling ? 0 : 1;
}

/** Reasons without what differs from task to task, the frequent ones first. */
function counted(outcomes: readonly Outcome[]): readonly (readonly [string, number])[] {
  const numbers = new Map<string, number>();
  for (const { reason } of outcomes) {
    const general = reason.replace(/s3:\/\/\S+/g, 's3://...').replace(/\/\S*tiphys-\S+/g, '...');
    numbers.set(general, (numbers.get(general) ?? 0) + 1);
  }
  return [...numbers].sort(([, left], [, right]) => right - left).slice(0, 8);
}
