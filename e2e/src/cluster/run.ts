// `npm run e2e`: brings a real cluster up on this machine, runs pipelines on it and in the local engine, compares, and
// takes everything down again. Arguments: [--keep] [--argo VERSION] [--corpus] [--only GLOB] [PIPELINE]...

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { RunResult } from '@tiphys/local-engine';
import { parseJson, printJson } from '@tiphys/diagnostics';
import { listExecutions } from '@tiphys/metadata';
import { openStore } from '@tiphys/storage';
import { ARGO_VERSION } from '../build-argo.ts';
import { corpusCases } from '../corpus/cases.ts';
import { REPOSITORY, corpusFolder, examplePipelines } from '../find-pipelines.ts';
import { mustRun, runProcess } from '../run-process.ts';
import { address, minioService } from './addresses.ts';
import { storeKeys } from './argo.ts';
import { startCluster, unfitMachine, type Cluster } from './cluster.ts';
import { hasImage } from './images.ts';
import { compareEnds, compareRuns } from './compare-runs.ts';
import { createWorkflow, endOfWorkflow, submitWorkflow, type EndedWorkflow } from './workflows.ts';

/** The default of the compiler, and what the image archive calls itself. */
const LAUNCHER_IMAGE = 'tiphys/launcher:0.1.0';
const TIPHYS = path.join(REPOSITORY, 'packages/cli/bin/tiphys.js');
const LONGEST_RUN_SECONDS = 900;
const PARALLEL = 3;

/** Pipelines whose runs differ, and why that is right. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'critical/pipeline_with_artifact_custom_path.yaml': 'pins an SDK without set_path; local runs use the installed one',
  'artifacts_simple.yaml': 'opens gs:// addresses by itself; in a pod the store is MinIO',
};

/** Text of components whose results differ from run to run. */
const RANDOM = /import random|random\.randint/;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keep: { type: 'boolean', default: false },
      corpus: { type: 'boolean', default: false },
      only: { type: 'string', default: '*' },
      argo: { type: 'string', default: ARGO_VERSION },
    },
  });
  const unfit = unfitMachine();
  if (unfit !== undefined) {
    process.stderr.write(`${unfit}\n`);
    return 3;
  }
  const given = positionals.map((file): Case => ({ file, texts: [] }));
  const all = given.length > 0 ? given : [...(await exampleCases()), ...(values.corpus ? corpusRuns() : [])];
  const cases = all.filter(({ file }) => file.split(path.sep).some((part) => path.matchesGlob(part, values.only)));
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(130));
  });
  const cluster = await startCluster(values.argo);
  process.stderr.write(`cluster is up: KUBECONFIG=${cluster.kubeconfig} logs in ${cluster.logs}\n`);
  try {
    const code = await Promise.race([runAll(cluster, cases), interrupted]);
    if (values.keep && code !== 130) {
      process.stderr.write('the cluster stays until you interrupt this\n');
      const timer = setInterval(() => undefined, 60_000);
      await interrupted;
      clearInterval(timer);
    }
    return code;
  } finally {
    for (const fault of await cluster.tearDown()) process.stderr.write(`not taken down: ${fault}\n`);
  }
}

/** A pipeline to be run, with its arguments as `NAME=TEXT`. */
interface Case {
  readonly file: string;
  readonly texts: readonly string[];
}

async function exampleCases(): Promise<Case[]> {
  const files = (await examplePipelines()).map(({ file }) => file);
  return [...new Set(files)].map((file) => ({ file, texts: [] }));
}

function corpusRuns(): Case[] {
  const corpus = corpusFolder();
  if (corpus === undefined) {
    process.stderr.write('skipped: no corpus\n');
    return [];
  }
  return corpusCases.map(({ file, parameters }) => ({
    file: path.join(corpus, 'valid', file),
    texts: Object.entries(parameters ?? {}).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : printJson(value)}`,
    ),
  }));
}

/** What became of a case, in a line, and what was different. */
interface Outcome {
  readonly word: 'equal' | 'explained' | 'skipped' | 'DIFFERS';
  readonly note: string;
  readonly differences: readonly string[];
}

async function runAll(cluster: Cluster, cases: readonly Case[]): Promise<number> {
  const queue = [...cases];
  const outcomes: Outcome[] = [];
  async function work(): Promise<void> {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const outcome = await runOne(cluster, next).catch((error: unknown): Outcome => ({
        word: 'DIFFERS',
        note: String(error),
        differences: [],
      }));
      outcomes.push(outcome);
      process.stdout.write(`${outcome.word.padEnd(9)} ${path.relative(REPOSITORY, next.file)}  ${outcome.note}\n`);
      for (const difference of outcome.differences) process.stdout.write(`    ${difference}\n`);
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const count = (word: Outcome['word']): number => outcomes.filter((outcome) => outcome.word === word).length;
  const sums = (['equal', 'explained', 'skipped', 'DIFFERS'] as const).map((word) => `${String(count(word))} ${word}`);
  process.stdout.write(`${sums.join(', ')}\n`);
  return count('DIFFERS') === 0 ? 0 : 1;
}

async function runOne(cluster: Cluster, { file, texts }: Case): Promise<Outcome> {
  const manifest = await mustRun(process.execPath, [TIPHYS, 'compile', file]);
  const images = [...manifest.matchAll(/^ +image: ['"]?([^\s'"]+)/gm)].map(([, image]) => image ?? '');
  const missing = images.find((image) => image !== LAUNCHER_IMAGE && !hasImage(image));
  if (missing !== undefined) return { word: 'skipped', note: `there is no image ${missing}`, differences: [] };
  const name =
    texts.length > 0
      ? await submitWorkflow(cluster.kubeconfig, manifest, texts)
      : await createWorkflow(cluster.api, manifest);
  const real = await endOfWorkflow(cluster.api, name, LONGEST_RUN_SECONDS);
  const differences = await compareWithLocal({ file, texts }, real, RANDOM.test(manifest));
  const note = `${real.phase} in ${real.seconds.toFixed(0)} s ${real.message}`.trimEnd();
  if (differences.length === 0) return { word: 'equal', note, differences };
  const why = Object.entries(EXPLAINED).find(([known]) => file.endsWith(`/${known}`))?.[1];
  return why === undefined ? { word: 'DIFFERS', note, differences } : { word: 'explained', note: why, differences: [] };
}

async function compareWithLocal({ file, texts }: Case, real: EndedWorkflow, random: boolean): Promise<string[]> {
  const store = openStore(
    {
      root: 'minio://mlpipeline/v2/artifacts',
      endpoint: `${address.minio}:${String(minioService.port)}`,
      secure: false,
    },
    storeKeys,
  );
  const records = await listExecutions(store, real.uid);
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-local-'));
  try {
    const parameters = texts.flatMap((text) => ['-p', text]);
    const done = await runProcess(process.execPath, [TIPHYS, 'run', file, '--json', '--store', folder, ...parameters]);
    if (done.stdout === '') return [`the local run gave nothing: ${done.stderr}`];
    const local = parseJson(done.stdout) as unknown as RunResult;
    // Dice fall as they like: of such pipelines only the end can be compared.
    return random ? compareEnds(local, real) : compareRuns(local, real, records);
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Not only the exit code: an interrupted run leaves requests on their way.
process.exit(await main());
