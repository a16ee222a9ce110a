// `npm run e2e`: brings a real cluster up on this machine, runs the cases on it, and takes everything down again.

import path from 'node:path';
import { ARGO_VERSION } from '../build-argo.ts';
import { corpusFolder } from '../find-pipelines.ts';
import type { ClusterCase } from './case.ts';
import { cases as ownCases } from './cases.ts';
import { chooseCases } from './choose-cases.ts';
import { installCorpusObjects } from './corpus-objects.ts';
import { corpusRuns, exampleCases, pipelineCase } from './pipeline-cases.ts';
import { runCases, sumOf } from './run-cases.ts';
import { openTestBed } from './test-bed.ts';
import { withCluster } from './with-cluster.ts';
import { script } from '../../../tools/script/script.ts';

/** One release for each way in which Argo behaves, the default first. */
const ALL_VERSIONS = [ARGO_VERSION, '4.0.2', '3.7.14', '3.6.10', '3.5.8'];

async function main(): Promise<number> {
  const command = script(
    'e2e',
    'Brings a real cluster up on this machine, runs cases on it, and takes everything down again; wants Linux and root.',
    '--argo 3.6.10,4.0.7 --only "loop*"',
    '--keep examples/hello/pipeline.yaml',
  )
    .argument('[pipeline...]', 'run these pipelines instead of the cases')
    .option('--argo <versions>', `releases of Argo, with commas between (${ARGO_VERSION})`)
    .option('--only <glob>', 'the cases whose name matches, or a part of it', '*')
    .option('--full', 'every case, on every release that is supported', false)
    .option('--keep', 'leave the cluster up until you interrupt, and say how to talk to it', false)
    .parse();
  const values = command.opts<{ argo?: string; only: string; full: boolean; keep: boolean }>();
  const versions = values.argo?.split(',') ?? (values.full ? ALL_VERSIONS : [ARGO_VERSION]);
  const known = await allCases(command.args);
  const all = chooseCases(known, values.only, values.full);
  if (all.length === 0) {
    const names = known.map(({ name, full }) => `  ${name}${full ? ' (--full)' : ''}\n`).join('');
    process.stderr.write(`no case matches ${values.only}; there are\n${names}`);
    return 2;
  }
  const table: string[] = [];
  let worst = 0;
  for (const version of versions) {
    const chosen = all.filter((one) => version === ARGO_VERSION || values.only !== '*' || one.oneVersion !== true);
    if (versions.length > 1) process.stdout.write(`Argo ${version}\n`);
    const code = await withCluster({ version }, async (cluster, interrupted) => {
      await installCorpusObjects(cluster.api, path.join(cluster.logs, '../volumes'));
      const outcomes = await runCases(openTestBed(cluster, values.full), chosen, interrupted);
      table.push(`Argo ${version}: ${sumOf(outcomes)}`);
      if (values.keep) await stay(interrupted);
      return outcomes.some(({ word }) => word === 'FAILED') ? 1 : 0;
    });
    worst = Math.max(worst, code);
    if (code === 130 || code === 3) break;
  }
  for (const line of table) process.stdout.write(`${line}\n`);
  return worst;
}

/** Waits for an interrupt, which alone would not keep the process alive. */
async function stay(interrupted: Promise<unknown>): Promise<void> {
  process.stderr.write(`the cluster stays until you press Ctrl-C, or say: kill ${String(process.pid)}\n`);
  const timer = setInterval(() => undefined, 60_000);
  await interrupted;
  clearInterval(timer);
}

async function allCases(pipelines: readonly string[]): Promise<readonly ClusterCase[]> {
  if (pipelines.length > 0) return pipelines.map((file) => pipelineCase(path.resolve(file)));
  if (corpusFolder() === undefined) process.stderr.write('skipped: no corpus\n');
  return [...(await exampleCases()), ...(await corpusRuns()), ...ownCases];
}

// Not only the exit code: an interrupted run leaves requests on their way.
process.exit(await main());
