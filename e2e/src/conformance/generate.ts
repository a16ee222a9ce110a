import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { corpusFolder, REPOSITORY } from '../find-pipelines.ts';
import { checkCase } from './check-case.ts';
import { conformancePage } from './conformance-page.ts';
import { compileCorpus } from './compile-corpus.ts';
import { features } from './features.ts';
import { script } from '../../../tools/script/script.ts';

/** Writes `docs/conformance.md` from what the compiler and the local engine do now; with `--check`, compares only. */
const page = path.join(REPOSITORY, 'docs/conformance.md');

async function main(): Promise<number> {
  const { check } = script('conformance', 'Writes docs/conformance.md from what compiles and runs now.', '--check')
    .option('--check', 'write nothing, and fail where the page is not true', false)
    .parse()
    .opts<{ check: boolean }>();
  const corpus = corpusFolder();
  if (corpus === undefined) {
    console.log('skipped: no corpus; docs/conformance.md stays as it is');
    return 0;
  }
  const faults = await checkFeatures();
  if (faults.length > 0) {
    console.error(faults.join('\n'));
    return 1;
  }
  const options = await resolveConfig(page);
  const text = await format(conformancePage(features, await compileCorpus(corpus)), { ...options, filepath: page });
  if (!check) {
    await writeFile(page, text);
    return 0;
  }
  const isCurrent = text === (await readFile(page, 'utf8').catch(() => ''));
  console.log(isCurrent ? 'docs/conformance.md is true' : 'docs/conformance.md is not true: npm run conformance');
  return isCurrent ? 0 : 1;
}

async function checkFeatures(): Promise<readonly string[]> {
  const workdir = await mkdtemp(path.join(tmpdir(), 'tiphys-conformance-'));
  try {
    const faults: string[] = [];
    for (const { area, title, cases } of features) {
      for (const one of cases) {
        const found = await checkCase(one, await mkdtemp(path.join(workdir, 'run-')));
        faults.push(...found.map((fault) => `${area}: ${title}: ${one.title}: ${fault}`));
      }
    }
    return faults;
  } finally {
    await rm(workdir, { recursive: true, force: true });
  }
}

process.exitCode = await main();
