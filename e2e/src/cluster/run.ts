// `npm run e2e`: brings a real cluster up on this machine, runs the cases on it, and takes everything down again.
// Arguments: [--keep] [--argo VERSION] [--full] [--only GLOB] [PIPELINE]...

import path from 'node:path';
import { parseArgs } from 'node:util';
import { ARGO_VERSION } from '../build-argo.ts';
import { corpusFolder } from '../find-pipelines.ts';
import type { ClusterCase } from './case.ts';
import { cases as ownCases } from './cases.ts';
import { startCluster, unfitMachine } from './cluster.ts';
import { corpusRuns, exampleCases, pipelineCase } from './pipeline-cases.ts';
import { runCases } from './run-cases.ts';
import { takeBackLeftovers } from './take-back.ts';
import { openTestBed } from './test-bed.ts';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keep: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      only: { type: 'string', default: '*' },
      argo: { type: 'string', default: ARGO_VERSION },
    },
  });
  if (process.getuid?.() === 0) {
    for (const fault of await takeBackLeftovers()) process.stderr.write(`an earlier run left this: ${fault}\n`);
  }
  const unfit = unfitMachine();
  if (unfit !== undefined) {
    process.stderr.write(`${unfit}\n`);
    return 3;
  }
  const chosen = (await allCases(positionals)).filter(
    (one) => (values.full || !one.full) && one.name.split(path.sep).some((part) => path.matchesGlob(part, values.only)),
  );
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(130));
  });
  const cluster = await startCluster(values.argo);
  process.stderr.write(`cluster is up: KUBECONFIG=${cluster.kubeconfig} logs in ${cluster.logs}\n`);
  let code = 1;
  try {
    code = await Promise.race([runCases(openTestBed(cluster, values.full), chosen), interrupted]);
    if (values.keep && code !== 130) {
      process.stderr.write('the cluster stays until you interrupt this\n');
      const timer = setInterval(() => undefined, 60_000);
      await interrupted;
      clearInterval(timer);
    }
  } finally {
    for (const fault of await cluster.tearDown()) {
      process.stderr.write(`left behind: ${fault}\n`);
      if (code === 0) code = 1;
    }
  }
  return code;
}

async function allCases(pipelines: readonly string[]): Promise<readonly ClusterCase[]> {
  if (pipelines.length > 0) return pipelines.map((file) => pipelineCase(path.resolve(file)));
  if (corpusFolder() === undefined) process.stderr.write('skipped: no corpus\n');
  return [...(await exampleCases()), ...(await corpusRuns()), ...ownCases];
}

// Not only the exit code: an interrupted run leaves requests on their way.
process.exit(await main());
