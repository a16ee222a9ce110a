/*
 * `npm run e2e:kfp-local`: runs the pipelines of the corpus and our examples with the SDK's `kfp.local` and in
 * the local engine, and writes `docs/kfp-local-differences.md`. With `--check` it only compares the page; with names, only those
 * jobs run whose names contain one of them, and the page stays as it is.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { script } from '../../tools/script/script.ts';
import { REPOSITORY, corpusFolder } from './find-pipelines.ts';
import { compareOutcomes, type Difference } from './kfp-local/compare-outcomes.ts';
import { corpusJobs, leftOut } from './kfp-local/corpus-jobs.ts';
import { differencesPage } from './kfp-local/differences-page.ts';
import { explainDifferences } from './kfp-local/explain-differences.ts';
import { explanations } from './kfp-local/explanations.ts';
import { runBoth } from './kfp-local/run-both.ts';

const PAGE = path.join(REPOSITORY, 'docs/kfp-local-differences.md');

const command = script(
  'e2e:kfp-local',
  'Runs pipelines with kfp.local and in the local engine, and writes how they differ; TIPHYS_PYTHON names a Python with kfp.',
  '--check',
  'loops',
)
  .argument('[name...]', 'only the runs with such a part in their names; the page stays as it is')
  .option('--check', 'write nothing, and fail where the page is not true', false)
  .parse();
const { check } = command.opts<{ check: boolean }>();
const positionals = command.args;

async function main(): Promise<number> {
  const python = process.env['TIPHYS_PYTHON'];
  if (python === undefined || corpusFolder() === undefined) {
    console.log(python === undefined ? 'skipped: no python3 with kfp (set TIPHYS_PYTHON)' : 'skipped: no corpus');
    return 0;
  }
  const all = await corpusJobs();
  const isWanted = (job: string): boolean => positionals.length === 0 || positionals.some((part) => job.includes(part));
  const jobs = all.filter(({ id }) => isWanted(id));
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-kfp-local-'));
  const pairs = await runBoth(jobs, python, folder).finally(() => rm(folder, { recursive: true, force: true }));
  const differences = new Map(pairs.map(({ job, own, peer }) => [job.id, compareOutcomes(own, peer)]));
  const known = explanations
    .map((one) => ({ ...one, jobs: one.jobs.filter(isWanted) }))
    .filter((one) => one.jobs.length > 0);
  const faults = report(differences, known);
  const alike = pairs.filter(({ job }) => differences.get(job.id)?.length === 0);
  const equal = alike.filter(({ own }) => own.phase === 'Succeeded').length;
  const counts = { jobs: jobs.length, equal, failing: alike.length - equal };
  console.log(
    `${String(counts.jobs)} runs: ${String(equal)} alike, ${String(counts.failing)} fail alike, ` +
      `${String(counts.jobs - alike.length)} differ; ${String(faults)} differences without a reason, or reasons without a difference`,
  );
  if (faults > 0) return 1;
  return positionals.length > 0 ? 0 : page(differencesPage(counts, explanations, leftOut));
}

/** Prints what is wrong, and gives how much that is. */
function report(differences: ReadonlyMap<string, readonly Difference[]>, known: typeof explanations): number {
  const { unexplained, needless } = explainDifferences(differences, known);
  for (const { job, place, own, peer } of unexplained) {
    console.log(`${job}: ${place}\n  tiphys:    ${own.slice(0, 500)}\n  kfp.local: ${peer.slice(0, 500)}`);
  }
  for (const { job, peer } of needless) console.log(`${job}: nothing there that this explains: ${peer}`);
  return unexplained.length + needless.length;
}

async function page(markdown: string): Promise<number> {
  const text = await format(markdown, { ...(await resolveConfig(PAGE)), filepath: PAGE });
  if (!check) {
    await writeFile(PAGE, text);
    return 0;
  }
  const isCurrent = text === (await readFile(PAGE, 'utf8').catch(() => ''));
  if (!isCurrent) console.log('docs/kfp-local-differences.md is not true: npm run e2e:kfp-local');
  return isCurrent ? 0 : 1;
}

process.exitCode = await main();
