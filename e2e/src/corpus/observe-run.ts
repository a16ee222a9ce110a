import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileToText } from '@tiphys/backend-argo';
import type { JsonValue } from '@tiphys/diagnostics';
import type { RunResult, TaskReport } from '@tiphys/local-engine';
import { runManifest } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import type { CorpusCase } from './corpus-case.ts';

/** What a finished run shows to whoever looks at its results. */
export interface ObservedRun {
  readonly phase: RunResult['phase'];
  /** Parameters as values, artifacts as lists of contents. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Executors that ran to success. */
  readonly pods: number;
  task(taskPath: string): Promise<ObservedTask>;
}

interface ObservedTask {
  readonly phase: TaskReport['phase'];
  readonly parameters: TaskReport['parameters'];
  readonly message?: string;
  /** Contents of artifacts that are single files. */
  readonly artifacts: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, JsonValue>>;
  /** What the user's program printed, without the lines of the SDK's own executor. */
  readonly lines: readonly string[];
}

/** Makes Python's random numbers start from `CORPUS_SEED`. */
const seeded = path.join(import.meta.dirname, 'seeded');

/** Compiles IR for every Argo and runs the text of its manifest here, in `directory`, as `argoVersion` would. */
export async function observeRun(
  ir: string,
  { parameters = {}, seed, argoVersion }: Pick<CorpusCase, 'parameters' | 'seed'> & { readonly argoVersion?: string },
  directory: string,
  python: string | undefined,
): Promise<ObservedRun> {
  const store = openStore({ root: pathToFileURL(path.join(directory, 'store')).href });
  const result = await runManifest(compileToText(ir), {
    store,
    workdir: directory,
    parameters,
    maxParallel: 2,
    // Equal tasks of one run would have one log.
    noCache: true,
    ...(argoVersion !== undefined && { argoVersion }),
    ...(python !== undefined && { python }),
    ...(seed !== undefined && { env: { ...process.env, PYTHONPATH: seeded, CORPUS_SEED: String(seed) } }),
  });
  const logs = path.join(directory, 'runs', result.run, 'logs');
  return {
    phase: result.phase,
    outputs: await contentsOfOutputs(result.outputs),
    pods: Object.values(result.tasks).filter((task) => task.exitCode === 0).length,
    async task(taskPath) {
      const report = result.tasks[taskPath];
      if (report === undefined) throw new Error(`${taskPath} is none of ${Object.keys(result.tasks).join(', ')}`);
      return {
        ...(await observeArtifacts(report)),
        phase: report.phase,
        ...(report.message !== undefined && { message: report.message }),
        parameters: report.parameters,
        lines: await linesOf(path.join(logs, `${taskPath}.log`)),
      };
    },
  };
}

async function observeArtifacts(report: TaskReport): Promise<Pick<ObservedTask, 'artifacts' | 'metadata'>> {
  const first = Object.entries(report.artifacts).flatMap(([name, [artifact]]) =>
    artifact ? [[name, artifact] as const] : [],
  );
  const contents = first.map(async ([name, { uri }]) => [name, await contentOf(uri)] as const);
  return {
    artifacts: Object.fromEntries(await Promise.all(contents)),
    metadata: Object.fromEntries(first.map(([name, { metadata }]) => [name, metadata])),
  };
}

async function contentsOfOutputs(outputs: RunResult['outputs']): Promise<Readonly<Record<string, unknown>>> {
  const entries = Object.entries(outputs).map(async ([name, value]) => [name, await contentsOf(value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function contentsOf(value: JsonValue): Promise<unknown> {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isArtifact)) return value;
  return Promise.all(value.map(async ({ uri }) => contentOf(uri)));
}

function isArtifact(value: unknown): value is { readonly uri: string } {
  return typeof value === 'object' && value !== null && 'uri' in value && 'name' in value;
}

/** The text of a file; a directory or nothing at all is empty. */
async function contentOf(uri: string): Promise<string> {
  return readFile(fileURLToPath(uri), 'utf8').catch(() => '');
}

async function linesOf(log: string): Promise<readonly string[]> {
  return (await readFile(log, 'utf8').catch(() => '')).split('\n');
}
