// `npm run bench:cluster`: the same five pipelines as our manifest and as a plain Argo workflow that is written by hand, one after the
// other in turns on a real cluster.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { median } from '../../tools/bench/measure.ts';
import { positiveInteger, script } from '../../tools/script/script.ts';
import { benchPipelines } from './cluster/bench/bench-pipelines.ts';
import { measureRun, type RunCost } from './cluster/bench/measure-run.ts';
import { installArtifactRepository } from './cluster/argo.ts';
import { withCluster } from './cluster/with-cluster.ts';
import { ARGO_VERSION } from './build-argo.ts';
import { REPOSITORY } from './find-pipelines.ts';
import { openTestBed, type TestBed } from './cluster/test-bed.ts';

const MEASURES = ['seconds', 'pods', 'podSeconds', 'bytes', 'objects', 'writes'] as const;

async function bench(bed: TestBed, names: readonly string[], rounds: number): Promise<number> {
  await installArtifactRepository(bed.api);
  const plain: Record<string, string> = {};
  const ours: Record<string, string> = {};
  for (const name of names) {
    plain[name] = await readFile(path.join(REPOSITORY, 'e2e/fixtures/plain', `${name}.yaml`), 'utf8');
    ours[name] = await bed.compile(benchPipelines[name] ?? { ir: '' });
  }
  // The first pods of a cluster are slow: they are nobody's.
  await measureRun(bed, plain['one'] ?? '').catch(() => undefined);
  const costs = new Map<string, { plain: RunCost[]; ours: RunCost[] }>();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const known = costs.get(name) ?? { plain: [], ours: [] };
      costs.set(name, known);
      const sides = ['plain', 'ours'] as const;
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        known[side].push(await measureRun(bed, (side === 'plain' ? plain : ours)[name] ?? ''));
      }
    }
  }
  process.stdout.write('pipeline   measure        plain     ours  ratio\n');
  for (const [name, { plain, ours }] of costs) {
    for (const measure of MEASURES) {
      const [a, b] = [median(plain.map((cost) => cost[measure])), median(ours.map((cost) => cost[measure]))];
      const cells = [name.padEnd(10), measure.padEnd(10), text(a), text(b), (b / a).toFixed(2).padStart(6)];
      process.stdout.write(`${cells.join(' ')}\n`);
    }
  }
  return 0;
}

function text(value: number): string {
  return String(Math.round(value * 10) / 10).padStart(9);
}

const options = script(
  'bench:cluster',
  'Our manifests beside plain Argo workflows that do the same work, in turns on a real cluster; wants root.',
  "--rounds 1 --only 'chain*'",
)
  .option('--rounds <number>', 'how often each is measured', positiveInteger, 3)
  .option('--only <glob>', 'the pipelines whose names match', '*')
  .option('--requeue <duration>', 'how long the controller rests between two looks; by default Argo has 10s', '1s')
  .parse()
  .opts<{ rounds: number; only: string; requeue: string }>();
const names = Object.keys(benchPipelines).filter((name) => path.matchesGlob(name, options.only));
process.exit(
  await withCluster({ version: ARGO_VERSION, requeue: options.requeue }, (cluster) =>
    bench(openTestBed(cluster, false), names, options.rounds),
  ),
);
