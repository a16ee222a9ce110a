// `npm run e2e:check`: compiles every example and every compilable file of the corpus, and holds the manifests against
// the real `argo lint --offline` and the full CRDs as an API server does, and a batch of random pipelines with them. Their
// pods have to be admitted by a namespace that enforces the restricted Pod Security Standard, unless they ask for root.

import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errorMessage } from '@tiphys/diagnostics';
import { judgePods, wrongPods, type JudgedPod } from './admission.ts';
import { ARGO_VERSION, releaseOf } from './build-argo.ts';
import { compilePipelines, type Compiled } from './compile-pipelines.ts';
import { corpusPipelines, examplePipelines, type PipelineFile } from './find-pipelines.ts';
import { checkManifests, lintManifests, type Finding } from './manifest-checks.ts';
import { randomBatch } from './random/random-batch.ts';
import { reportChecks, type CheckedRow } from './report-checks.ts';
import { selfTest } from './self-test.ts';
import { script } from '../../tools/script/script.ts';

/** So many corpus files must compile at least: a compiler that refuses everything must not pass. */
const LEAST_COMPILED = 25;

const DEFAULT_TITLE = `argo ${ARGO_VERSION} lint and full CRDs`;

/** Random pipelines that are checked beside the known ones. */
const RANDOM_PIPELINES = 40;

async function main(): Promise<number> {
  const command = script(
    'e2e:check',
    'Compiles examples, corpus and random pipelines, and holds the manifests against argo lint, the full CRDs and restricted namespaces.',
    'workflow.yaml',
    '--argo 3.5.8,4.0.2',
  )
    .argument('[manifest...]', 'check these manifests instead')
    .option(
      '--argo <versions>',
      'lint with these releases what is compiled for each of them, and what is compiled for all',
    )
    .parse();
  const { argo } = command.opts<{ argo?: string }>();
  const names = command.args;
  const wrong = await selfTest();
  if (wrong.length > 0) {
    process.stderr.write(`the checks themselves are broken:\n${wrong.map((line) => `  ${line}\n`).join('')}`);
    return 1;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-check-'));
  try {
    if (argo !== undefined) return await lintVersions(argo.split(','), folder);
    return names.length > 0 ? await checkGiven(names, folder) : await checkCompiled(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function checkGiven(names: readonly string[], folder: string): Promise<number> {
  const files = names.map((name, index) => `${String(index)}-${path.basename(name)}`);
  await Promise.all(names.map((name, index) => copyFile(name, path.join(folder, files[index] ?? ''))));
  const findings = await checkManifests(folder, files);
  const rows = names.map((name, index) => ({ label: name, ...verdict(files[index], findings) }));
  return reportChecks(rows, generalFindings(findings), DEFAULT_TITLE);
}

async function checkCompiled(folder: string): Promise<number> {
  const { pipelines, corpus } = await allPipelines(folder);
  const compiled = await compilePipelines(pipelines, folder);
  const files = compiled.flatMap((result) => (result.kind === 'manifest' ? [result.manifest] : []));
  const [checked, judged] = await Promise.all([checkManifests(folder, files), judgePods(folder, files)]);
  const findings: readonly Finding[] = [
    ...checked,
    ...wrongPods(judged).map(([file, message]) => ({ check: 'pods' as const, file, message })),
  ];
  const general = generalFindings(findings);
  const fromCorpus = compiled.filter((result) => result.kind === 'manifest' && !result.pipeline.mustCompile).length;
  if (corpus !== undefined && fromCorpus < LEAST_COMPILED) {
    general.push(`only ${String(fromCorpus)} corpus files compiled, ${String(LEAST_COMPILED)} are wanted at least`);
  }
  const code = reportChecks(
    compiled.map((result) => toRow(result, findings)),
    general,
    DEFAULT_TITLE,
  );
  process.stdout.write(`${podSum(judged)}\n`);
  return code;
}

function podSum(judged: readonly JudgedPod[]): string {
  const refused = judged.filter(({ refusals }) => refusals.length > 0);
  const files = [...new Set(refused.map(({ file }) => file))];
  const admitted = `restricted namespace: ${String(judged.length - refused.length)} pods admitted`;
  return `${admitted}, ${String(refused.length)} that ask for root refused${files.map((file) => `\n  ${file}`).join('')}`;
}

async function allPipelines(
  folder: string,
): Promise<{ readonly pipelines: readonly PipelineFile[]; readonly corpus: readonly PipelineFile[] | undefined }> {
  const corpus = await corpusPipelines();
  if (corpus === undefined) process.stderr.write('skipped: no corpus\n');
  const random = await Promise.all(
    randomBatch(RANDOM_PIPELINES).map(async (ir, index): Promise<PipelineFile> => {
      const label = `random-${String(index)}`;
      const file = path.join(folder, `${label}.json`);
      await writeFile(file, JSON.stringify(ir));
      return { label, file, mustCompile: true };
    }),
  );
  return { pipelines: [...(await examplePipelines()), ...random, ...(corpus ?? [])], corpus };
}

/** Lints with several releases what is compiled for each of them, and what is compiled for all. Gives the exit code. */
async function lintVersions(versions: readonly string[], folder: string): Promise<number> {
  const { pipelines } = await allPipelines(folder);
  const anyFolder = path.join(folder, 'any');
  await mkdir(anyFolder);
  const forAny = await compilePipelines(pipelines, anyFolder);
  let code = 0;
  for (const version of versions) {
    const minor = releaseOf(version);
    const own = path.join(folder, version);
    await mkdir(own);
    const options = ['--argo-version', minor];
    const forThis = await compilePipelines(
      pipelines.map((one) => ({ ...one, options: [...(one.options ?? []), ...options] })),
      own,
    );
    const rows = [
      // There is no CronWorkflow that 3.5 and the others take (see the table of versions).
      ...(await lintedRows(
        forAny.filter(({ pipeline }) => minor !== '3.5' || !pipeline.label.endsWith('cron-workflow')),
        anyFolder,
        version,
        'any',
      )),
      ...(await lintedRows(forThis, own, version, minor)),
    ];
    code = Math.max(code, reportChecks(rows, [], `argo ${version} lint`));
  }
  return code;
}

async function lintedRows(
  compiled: readonly Compiled[],
  folder: string,
  version: string,
  target: string,
): Promise<readonly CheckedRow[]> {
  const files = compiled.flatMap((result) => (result.kind === 'manifest' ? [result.manifest] : []));
  const findings = await lintManifests(folder, files, version);
  const general = generalFindings(findings).map((message) => ({
    label: 'argo lint',
    state: 'failed' as const,
    messages: [message],
  }));
  return [...compiled.map((result) => toRow(result, findings)), ...general].map((row) => ({
    ...row,
    label: `${row.label}, for ${target}`,
  }));
}

function toRow(result: Compiled, findings: readonly Finding[]): CheckedRow {
  const { label, mustCompile } = result.pipeline;
  if (result.kind === 'manifest') return { label, ...verdict(result.manifest, findings) };
  const refusal = result.kind === 'refused' && !mustCompile;
  return refusal
    ? { label, state: 'refused', messages: [firstDiagnostic(result.message)] }
    : { label, state: 'failed', messages: [result.message] };
}

/** `CMP-001 sentence` of the first diagnostic, whose header line is `error CMP-001 file:line:column at path`. */
function firstDiagnostic(text: string): string {
  const [header = '', sentence = ''] = text.split('\n');
  const code = /^error (\S+)/.exec(header)?.[1];
  return code === undefined ? header : `${code} ${sentence}`;
}

function verdict(file: string | undefined, findings: readonly Finding[]): Omit<CheckedRow, 'label'> {
  const messages = findings.filter((f) => f.file === file).map((f) => `${f.check}: ${f.message}`);
  return { state: messages.length === 0 ? 'ok' : 'failed', messages };
}

function generalFindings(findings: readonly Finding[]): string[] {
  return findings.filter((f) => f.file === undefined).map((f) => `${f.check}: ${f.message}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`e2e:check could not do its work: ${errorMessage(error)}\n`);
  process.exitCode = 3;
}
