import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { printJson, type JsonValue } from '@tiphys/diagnostics';
import { listExecutions } from '@tiphys/metadata';
import { corpusCases } from '../corpus/cases.ts';
import { REPOSITORY, corpusFolder, examplePipelines } from '../find-pipelines.ts';
import type { ClusterCase, Outcome } from './case.ts';
import { chooseSample } from './choose-sample.ts';
import { compareEnds, compareRuns } from './compare-runs.ts';
import { furtherPipelines, type FurtherPipeline } from './further-pipelines.ts';
import { hasImage } from './images.ts';
import { faultsOfArtifacts } from './stored-artifacts.ts';
import type { TestBed } from './test-bed.ts';
import { argo, createManifest, endOfWorkflow, type EndedWorkflow } from './workflows.ts';

/** At least this many pipelines of the corpus make a sample. */
const LEAST = 30;

/** So many of them run on every version of Argo. */
const ON_EVERY_VERSION = 20;

/** Pipelines whose runs differ, and why that is right. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'critical/pipeline_with_artifact_custom_path.yaml': 'pins an SDK without set_path; local runs use the installed one',
  'essential/embedded_artifact.yaml': 'pins an SDK without EmbeddedInput; local runs use the installed one',
  'critical/pipeline_with_workspace.yaml': 'returns a path in the workspace, which is another folder locally',
  'artifacts_simple.yaml': 'opens gs:// addresses by itself; in a pod the store is MinIO',
};

/** Text of components whose results differ from run to run. */
const RANDOM = /import random|random\.randint/;

/** Our examples, with the arguments that they have by default. */
export async function exampleCases(): Promise<ClusterCase[]> {
  const files = (await examplePipelines()).map(({ file }) => file);
  return [...new Set(files)].map((file) => pipelineCase(file));
}

/** Any pipeline, run on the cluster and in the local engine, where the same has to come out. */
export function pipelineCase(file: string, options: PipelineOptions = {}): ClusterCase {
  return {
    name: path.relative(REPOSITORY, file),
    ...(options.full && { full: true }),
    ...(options.oneVersion && { oneVersion: true }),
    run: (bed) => runBoth(bed, file, options),
  };
}

interface PipelineOptions {
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  readonly full?: boolean;
  readonly oneVersion?: boolean;
  readonly phases?: FurtherPipeline['phases'];
}

/**
 * The pipelines of the corpus that can run. Those outside a sample that has every feature are for `--full`. None where there is no corpus.
 */
export async function corpusRuns(): Promise<ClusterCase[]> {
  const corpus = corpusFolder();
  if (corpus === undefined) return [];
  const index = JSON.parse(await readFile(path.join(corpus, 'index.json'), 'utf8')) as CorpusIndex;
  const known = new Map(index.files.map((entry) => [entry.path, entry]));
  const runs: readonly FurtherPipeline[] = [
    ...corpusCases.map((one) => ({ ...one, file: `valid/${one.file}` })),
    ...furtherPipelines,
  ];
  const files = [...new Set(runs.map(({ file }) => file))];
  const texts = await Promise.all(files.map((file) => readFile(path.join(corpus, file), 'utf8')));
  const candidates = files
    .filter((_, index) =>
      imagesOf(texts[index] ?? '').every((image) => image.startsWith('argostub/') || hasImage(image)),
    )
    .map((name) => ({ name, tags: known.get(name)?.features ?? [], cost: known.get(name)?.tasks.total ?? 0 }));
  const sample = chooseSample(candidates, LEAST);
  return runs.map(({ file, parameters = {}, phases }) => {
    const place = sample.indexOf(file);
    // The sample begins with those that say most.
    const oneVersion = place < 0 || place >= ON_EVERY_VERSION;
    return pipelineCase(path.join(corpus, file), {
      parameters,
      ...(phases !== undefined && { phases }),
      full: place < 0,
      oneVersion,
    });
  });
}

interface CorpusIndex {
  readonly files: readonly {
    readonly path: string;
    readonly features?: readonly string[];
    readonly tasks: { readonly total: number };
  }[];
}

async function runBoth(bed: TestBed, file: string, options: PipelineOptions): Promise<Outcome> {
  const manifest = await bed.compile(file);
  const missing = imagesOf(manifest).find((image) => !image.startsWith('tiphys/launcher:') && !hasImage(image));
  if (missing !== undefined) return { word: 'skipped', note: `there is no image ${missing}` };
  const texts = Object.entries(options.parameters ?? {}).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : printJson(value)}`,
  );
  const parameters = texts.flatMap((text) => ['--parameter', text]);
  const name =
    texts.length > 0
      ? await argo(bed, ['submit', '-', '--output', 'name', ...parameters], manifest)
      : await createManifest(bed.api, manifest);
  if (options.phases !== undefined) return compareWithPhases(options.phases, await endOfWorkflow(bed.api, name));
  const [real, local] = await Promise.all([endOfWorkflow(bed.api, name), bed.runLocally(file, texts)]);
  // Dice fall as they like: of such pipelines only the end can be compared.
  const records = await listExecutions(bed.store, real.uid);
  const differences = [
    ...(RANDOM.test(manifest) ? compareEnds(local, real) : compareRuns(local, real, records)),
    ...(await faultsOfArtifacts(bed.store, records)),
  ];
  const note = `${real.phase} in ${real.seconds.toFixed(0)} s ${real.message}`.trimEnd();
  if (differences.length === 0) return { word: 'ok', note };
  const why = Object.entries(EXPLAINED).find(([known]) => file.endsWith(`/${known}`))?.[1];
  return why === undefined ? { word: 'FAILED', note, differences } : { word: 'explained', note: why };
}

function compareWithPhases(phases: Readonly<Record<string, string>>, end: EndedWorkflow): Outcome {
  const differences = Object.entries(phases).flatMap(([task, phase]) => {
    const there = end.tasks[task];
    if (there?.phase === phase) return [];
    return [`${task}: wanted ${phase}, real ${there?.phase ?? '(absent)'} ${there?.message ?? ''}`];
  });
  const note = `${end.phase} in ${end.seconds.toFixed(0)} s ${end.message}`.trimEnd();
  return { word: differences.length === 0 ? 'ok' : 'FAILED', note, differences };
}

/** Names of images, in a manifest as in IR, in YAML as in JSON. */
function imagesOf(text: string): string[] {
  return [...text.matchAll(/^\s*"?image"?: *['"]?([^\s'",]+)/gm)].map(([, image]) => image ?? '');
}
