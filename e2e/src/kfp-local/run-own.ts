import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileToText } from '@tiphys/backend-argo';
import type { JsonValue } from '@tiphys/diagnostics';
import { runManifest, type ArtifactReport, type RunOptions, type TaskReport } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import { makeJobInputs } from './job-inputs.ts';
import { ownLines } from './own-lines.ts';
import type { Job } from './job.ts';
import type { ArtifactOutcome, Outcome, Output, TaskOutcome } from './outcome.ts';
import { withoutPlaces } from './without-places.ts';

const SEEDED = path.join(import.meta.dirname, '../corpus/seeded');

/** The Secrets that the corpus names. */
const SECRETS = path.join(import.meta.dirname, '../../fixtures/kfp-local-secrets');

/** Compiles a pipeline and runs its manifest in the local engine, in a new folder. */
export async function runOwn(
  job: Job,
  python: string,
  directory: string,
  options: Partial<RunOptions> = {},
): Promise<Outcome> {
  const inputs = await makeJobInputs(job, directory);
  const uris = Object.entries(inputs.artifacts).map(([name, { path }]) => [name, pathToFileURL(path).href] as const);
  try {
    const result = await runManifest(compileToText(await readFile(job.ir, 'utf8')), {
      store: openStore({ root: pathToFileURL(path.join(directory, 'store')).href }),
      workdir: directory,
      parameters: { ...inputs.arguments, ...Object.fromEntries(uris) },
      secrets: SECRETS,
      maxParallel: 1,
      noCache: true,
      python,
      ...options,
      env: { ...process.env, ...options.env, PYTHONPATH: SEEDED, CORPUS_SEED: String(job.seed) },
    });
    const logs = path.join(directory, 'runs', result.run, 'logs');
    const leaves = Object.entries(result.tasks).filter(([, task]) => isExecution(task));
    const tasks = leaves.map(async ([name, report]) => [name, await taskOutcome(name, report, logs)] as const);
    const outcome = {
      phase: result.phase,
      outputs: await mapValues(result.outputs, outputOf),
      tasks: Object.fromEntries(await Promise.all(tasks)),
    };
    return withoutPlaces(outcome, directory);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { phase: 'Error', message: error.message, outputs: {}, tasks: {} };
  }
}

/** Groups and loops have no command; importers have none either, but run in the launcher. */
function isExecution({ exitCode }: TaskReport): boolean {
  return exitCode !== undefined;
}

async function taskOutcome(name: string, report: TaskReport, logs: string): Promise<TaskOutcome> {
  const text = await readFile(path.join(logs, `${name}.log`), 'utf8').catch(() => '');
  const succeeded = report.phase === 'Succeeded';
  const parameters = Object.entries(report.parameters).map(([key, value]) => [key, { value }] as const);
  const artifacts = await mapValues(report.artifacts, async (list) => ({
    artifacts: await Promise.all(list.map(artifactOutcome)),
  }));
  return {
    phase: succeeded ? 'Succeeded' : 'Failed',
    outputs: succeeded ? { ...Object.fromEntries(parameters), ...artifacts } : {},
    lines: ownLines(text.split('\n')),
  };
}

async function outputOf(value: JsonValue): Promise<Output> {
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0 || !list.every(isArtifact)) return { value };
  return { artifacts: await Promise.all(list.map(artifactOutcome)) };
}

function isArtifact(value: unknown): value is ArtifactReport {
  return typeof value === 'object' && value !== null && 'uri' in value && 'name' in value && 'type' in value;
}

async function artifactOutcome({ type, name, metadata, uri }: ArtifactReport): Promise<ArtifactOutcome> {
  const title = typeof type === 'object' ? (type as { schemaTitle?: string }).schemaTitle : type;
  return { type: title ?? '', name, metadata: metadata ?? {}, content: await contentOf(uri) };
}

async function contentOf(uri: string): Promise<JsonValue> {
  if (!uri.startsWith('file://')) return { uri };
  const file = fileURLToPath(uri);
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return null;
  if (!found.isDirectory()) return readFile(file, 'latin1');
  const entries = await readdir(file, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = files.map(async (one) => [path.relative(file, one), await readFile(one, 'latin1')] as const);
  return Object.fromEntries(await Promise.all(texts));
}

async function mapValues<T, U>(
  object: Readonly<Record<string, T>>,
  change: (value: T) => Promise<U>,
): Promise<Record<string, U>> {
  const entries = Object.entries(object).map(async ([key, value]) => [key, await change(value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
