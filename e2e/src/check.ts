// `npm run e2e:check`: compiles every example and every compilable file of the corpus, and holds the manifests against
// the real `argo lint --offline` and the full CRDs as an API server does. With file names: checks those manifests.

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ARGO_VERSION } from './build-argo.ts';
import { compilePipelines, type Compiled } from './compile-pipelines.ts';
import { corpusPipelines, examplePipelines } from './find-pipelines.ts';
import { checkManifests, type Finding } from './manifest-checks.ts';
import { reportChecks, type CheckedRow } from './report-checks.ts';
import { selfTest } from './self-test.ts';

/** So many corpus files must compile at least: a compiler that refuses everything must not pass. */
const LEAST_COMPILED = 25;

async function main(names: readonly string[]): Promise<number> {
  const wrong = await selfTest();
  if (wrong.length > 0) {
    process.stderr.write(`the checks themselves are broken:\n${wrong.map((line) => `  ${line}\n`).join('')}`);
    return 1;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-check-'));
  try {
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
  return reportChecks(rows, generalFindings(findings), ARGO_VERSION);
}

async function checkCompiled(folder: string): Promise<number> {
  const corpus = await corpusPipelines();
  if (corpus === undefined) process.stderr.write('skipped: no corpus\n');
  const compiled = await compilePipelines([...(await examplePipelines()), ...(corpus ?? [])], folder);
  const files = compiled.flatMap((result) => (result.kind === 'manifest' ? [result.manifest] : []));
  const findings = await checkManifests(folder, files);
  const general = generalFindings(findings);
  const fromCorpus = compiled.filter((result) => result.kind === 'manifest' && !result.pipeline.mustCompile).length;
  if (corpus !== undefined && fromCorpus < LEAST_COMPILED) {
    general.push(`only ${String(fromCorpus)} corpus files compiled, ${String(LEAST_COMPILED)} are wanted at least`);
  }
  return reportChecks(
    compiled.map((result) => toRow(result, findings)),
    general,
    ARGO_VERSION,
  );
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
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`e2e:check could not do its work: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 3;
}
