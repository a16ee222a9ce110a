// `npm run bench:cluster`: the same five pipelines as our manifest, with the launcher copied into each pod and mounted as an image, and as a
// plain Argo workflow that is written by hand, one after the other in turns on a real cluster.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { median } from '../../tools/bench/measure.ts';
import { positiveInteger, script } from '../../tools/script/script.ts';
import { benchPipelines } from './cluster/bench/bench-pipelines.ts';
import { measureRun, type RunCost } from './cluster/bench/measure-run.ts';
import { installArtifactRepository } from './cluster/argo.ts';
import { compileWith } from './cluster/compile-with.ts';
import { withCluster } from './cluster/with-cluster.ts';
import { ARGO_VERSION } from './build-argo.ts';
import { REPOSITORY } from './find-pipelines.ts';
import { openTestBed, type TestBed } from './cluster/test-bed.ts';

const MEASURES = ['seconds', 'cpuSeconds', 'pods', 'podSeconds', 'bytes', 'specBytes', 'objects', 'writes'] as const;

/** What is measured beside each other; the first is what the others are divided by. */
const SIDES = ['plain', 'copied', 'mounted'] as const;
type Side = (typeof SIDES)[number];

function manifestOf(bed: TestBed, name: string, side: Side): Promise<string> {
  const pipeline = benchPipelines[name] ?? { ir: '' };
  switch (side) {
    case 'plain':
      return readFile(path.join(REPOSITORY, 'e2e/fixtures/plain', `${name}.yaml`), 'utf8');
    case 'copied':
      return bed.compile(pipeline);
    case 'mounted':
      return compileWith(bed, pipeline, { launcherVolume: 'image', argoVersion: '4.0' });
  }
}

async function bench(bed: TestBed, names: readonly string[], rounds: number): Promise<number> {
  await installArtifactRepository(bed.api);
  // The first pods of a cluster are slow: they are nobody's.
  await measureRun(bed, await manifestOf(bed, 'one', 'plain')).catch(() => undefined);
  process.stdout.write(`pipeline   measure    ${SIDES.map((side) => side.padStart(9)).join(' ')}\n`);
  for (const name of names) {
    const manifests = {
      plain: await manifestOf(bed, name, 'plain'),
      copied: await manifestOf(bed, name, 'copied'),
      mounted: await manifestOf(bed, name, 'mounted'),
    };
    const costs: Record<Side, RunCost[]> = { plain: [], copied: [], mounted: [] };
    for (let round = 0; round < rounds; round += 1) {
      // Each is the first as often as the others.
      for (const turn of SIDES.keys()) {
        const side = SIDES[(round + turn) % SIDES.length] ?? 'plain';
        costs[side].push(await measureRun(bed, manifests[side]));
      }
    }
    for (const measure of MEASURES) {
      const medians = SIDES.map((side) => median(costs[side].map((cost) => cost[measure])));
      const [first = 0] = medians;
      const cells = [
        name.padEnd(10),
        measure.padEnd(10),
        ...medians.map(text),
        ...medians.slice(1).map(ratioTo(first)),
      ];
      process.stdout.write(`${cells.join(' ')}\n`);
    }
  }
  return 0;
}

function text(value: number): string {
  return String(Math.round(value * 10) / 10).padStart(9);
}

function ratioTo(first: number): (value: number) => string {
  return (value) => (value / first).toFixed(2).padStart(6);
}

const options = script(
  'bench:cluster',
  'Our manifests beside plain Argo workflows that do the same work, in turns on a real cluster; wants root.',
  "--rounds 1 --only 'chain*'",
)
  .option('--rounds <number>', 'how often each is measured', positiveInteger, 3)
  .option('--only <glob>', 'the pipelines whose names match', '*')
  .option('--requeue <duration>', "how long the controller rests between two looks; Argo's own default", '10s')
  .parse()
  .opts<{ rounds: number; only: string; requeue: string }>();
const known = Object.keys(benchPipelines);
const names = known.filter((name) => path.matchesGlob(name, options.only));
if (names.length === 0) {
  process.stderr.write(`no pipeline matches ${options.only}; there are ${known.join(', ')}\n`);
  process.exit(2);
}
process.exit(
  await withCluster({ version: ARGO_VERSION, requeue: options.requeue }, (cluster) =>
    bench(openTestBed(cluster, false), names, options.rounds),
  ),
);
