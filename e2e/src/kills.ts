// `npm run e2e:kills`: launchers that are killed (SIGKILL) at chosen moments of a task, alone or with their pod, against a real
// MinIO. Whatever a killed one has announced must be whole, the next attempt must end as if nothing had happened, and the cache may
// give right outputs only.

import { join } from 'node:path';
import { openStore } from '@tiphys/storage';
import { positiveInteger, script } from '../../tools/script/script.ts';
import { startMinio } from '../../tools/with-s3/start-minio.ts';
import { mustRun, runProcess } from './run-process.ts';
import type { Round } from './kills/round.ts';
import { runRound, runUndisturbed } from './kills/round.ts';
import { prepareTask } from './kills/task.ts';

const options = script(
  'e2e:kills',
  'Kills launchers at chosen moments, against a real MinIO (Go); wants Linux and root.',
  '--kills 50 --seed 7',
  '--smoke',
)
  .option('--kills <number>', 'how many kills', positiveInteger, 200)
  .option('--seed <number>', 'chooses their moments', positiveInteger, 1)
  .option('--smoke', '25 kills', false)
  .parse()
  .opts<{ kills: number; seed: number; smoke: boolean }>();

const repository = join(import.meta.dirname, '../..');

/** Rounds at a time. */
const workers = 2;

async function main(): Promise<number> {
  if ((await runProcess('unshare', ['--mount', '--pid', '--fork', 'true']).catch(() => undefined))?.code !== 0) {
    console.log('skipped: needs root, and unshare of Linux');
    return 0;
  }
  const bundled = await mustRun(process.execPath, [join(repository, 'tools/build/bundle.mjs'), 'packages/launcher']);
  const minio = await startMinio();
  try {
    const rounds = await runRounds(join(repository, bundled.trim()), minio.address);
    return report(rounds);
  } finally {
    minio.stop();
  }
}

async function runRounds(launcher: string, address: string): Promise<readonly Round[]> {
  const { host, pathname, username: accessKey, password: secretKey } = new URL(address);
  const store = openStore({ root: `minio:/${pathname}`, endpoint: host }, { accessKey, secretKey });
  const around = { task: await prepareTask(store, options.seed), launcher, address };
  const undisturbed = await runUndisturbed(around);
  const wanted = options.smoke ? 25 : options.kills;
  const rounds: Round[] = [];
  let number = 0;
  const work = async (): Promise<void> => {
    while (killsOf(rounds).length < wanted) {
      const seed = options.seed * 1_000_000 + number++;
      const round = await runRound(around, undisturbed, seed);
      rounds.push(round);
      for (const wrong of round.wrongs) console.error(`error: round ${seed}: ${wrong}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return rounds;
}

function killsOf(rounds: readonly Round[]): Round['kills'] {
  return rounds.flatMap(({ kills }) => kills).filter(({ happened }) => happened);
}

function report(rounds: readonly Round[]): number {
  const kills = killsOf(rounds);
  const wrong = killsOf(rounds.filter(({ wrongs }) => wrongs.length > 0)).length;
  const sound = killsOf(rounds.filter(({ wrongs }) => wrongs.length === 0));
  const refused = sound.filter(({ refusals }) => refusals.length > 0).length;
  const seconds = Math.round(performance.now() / 1000);
  const phases = Object.entries(Object.groupBy(kills, ({ phase }) => phase));
  const announced = kills.filter((kill) => kill.announced > 0).length;
  const hits = rounds.filter(({ isHit }) => isHit).length;
  console.log(
    `${kills.length} kills: ${sound.length - refused} right, ${refused} refused with a reason, ${wrong} WRONG (${seconds} s)`,
  );
  console.log(`  killed at: ${phases.map(([phase, list]) => `${list.length} ${phase}`).join(', ')}`);
  console.log(`  ${announced} had announced outputs; ${hits} of ${rounds.length} further runs were hits`);
  const wrongRounds = rounds.filter(({ wrongs }) => wrongs.length > 0).length;
  // Kills that never leave half an output, or never come after an announcement, would prove nothing.
  const isTelling = refused > 0 && announced > 0 && hits > 0;
  if (!isTelling) console.error('error: the kills came all too early or too late to prove anything');
  return wrongRounds === 0 && isTelling ? 0 : 1;
}

process.exitCode = await main();
