// `npm run e2e`: brings a real cluster up on this machine, runs pipelines on it and in the local engine, compares, and
// takes everything down again. Arguments: [--keep] [--argo VERSION] [--corpus] [PIPELINE]...

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
import { compareRuns } from './compare-runs.ts';
import { endOfWorkflow, submitWorkflow } from './workflows.ts';

const LAUNCHER_IMAGE = 'tiphys/launcher:0.1.0';
const TIPHYS = path.join(REPOSITORY, 'packages/cli/bin/tiphys.js');
const LONGEST_RUN_SECONDS = 900;
const PARALLEL = 3;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keep: { type: 'boolean', default: false },
      corpus: { type: 'boolean', default: false },
      argo: { type: 'string', default: ARGO_VERSION },
    },
  });
  const unfit = unfitMachine();
  if (unfit !== undefined) {
    process.stderr.write(`${unfit}\n`);
    return 3;
  }
  const given = positionals.map((file): Case => ({ file, texts: [] }));
  const cases = given.length > 0 ? given : [...(await exampleCases()), ...(values.corpus ? corpusRuns() : [])];
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(130));
  });
  const cluster = await startCluster(values.argo, LAUNCHER_IMAGE);
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

async function runAll(cluster: Cluster, cases: readonly Case[]): Promise<number> {
  const queue = [...cases];
  let failed = 0;
  async function work(): Promise<void> {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const differences = await runOne(cluster, next).catch((error: unknown) => [String(error)]);
      if (differences.length > 0) failed++;
      process.stdout.write(
        `${differences.length === 0 ? 'equal  ' : 'DIFFERS'} ${path.relative(REPOSITORY, next.file)}\n`,
      );
      for (const difference of differences) process.stdout.write(`    ${difference}\n`);
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work));
  process.stdout.write(`${String(cases.length - failed)} equal, ${String(failed)} differ\n`);
  return failed === 0 ? 0 : 1;
}

async function runOne(cluster: Cluster, { file, texts }: Case): Promise<string[]> {
  const manifest = await mustRun(process.execPath, [TIPHYS, 'compile', file]);
  const name = await submitWorkflow(cluster.kubeconfig, manifest, texts);
  const real = await endOfWorkflow(cluster.api, name, LONGEST_RUN_SECONDS);
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
    const differences = compareRuns(parseJson(done.stdout) as unknown as RunResult, real, records);
    process.stdout.write(`${real.phase} in ${real.seconds.toFixed(0)} s ${real.name} ${real.message}\n`);
    return differences;
  } finally {
    await rm(folder, { recursive: true });
  }
}

// Not only the exit code: an interrupted run leaves requests on their way.
process.exit(await main());
