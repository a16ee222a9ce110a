import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** The repository's root. */
export const REPOSITORY = path.join(import.meta.dirname, '../..');

/** A pipeline to be compiled. */
export interface PipelineFile {
  /** Unique short name, for tables and file names: `corpus/valid/loops.yaml`. */
  readonly label: string;
  readonly file: string;
  /** Our own examples must compile; a corpus file may be refused with diagnostics. */
  readonly mustCompile: boolean;
  /** Further arguments of `tiphys compile`. */
  readonly options?: readonly string[];
}

/** Kinds of object that each example is made into, with what they need. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  workflow: [],
  'workflow-template': [],
  'cluster-workflow-template': [],
  'cron-workflow': ['--schedule', '0 6 * * *', '--timezone', 'Europe/Berlin', '--concurrency-policy', 'Forbid'],
};

/** Our example pipelines, each as every kind of object. */
export async function examplePipelines(): Promise<PipelineFile[]> {
  const folder = path.join(REPOSITORY, 'examples');
  const found = await filesWithin(folder, /^pipeline\.(yaml|ts)$/);
  return found.flatMap((file) =>
    Object.entries(KINDS).map(([kind, options]) => ({
      label: `${path.relative(REPOSITORY, file)} ${kind}`,
      file,
      mustCompile: true,
      options: ['--kind', kind, ...options],
    })),
  );
}

/** KFP's own test data, or undefined where it is not at hand. */
export function corpusFolder(): string | undefined {
  const corpus = process.env['TIPHYS_CORPUS'] ?? path.join(REPOSITORY, '../shared/corpus');
  return existsSync(corpus) ? corpus : undefined;
}

/** What of the corpus has to be admitted by a cluster. */
const CORPUS_FOLDERS = ['valid', 'extra/kubernetes_platform_snapshots'];

/** The valid pipelines of the corpus, or of some folders of it; undefined where it is not at hand. */
export async function corpusPipelines(folders = CORPUS_FOLDERS): Promise<PipelineFile[] | undefined> {
  const corpus = corpusFolder();
  if (corpus === undefined) return undefined;
  const found = await Promise.all(folders.map((folder) => filesWithin(path.join(corpus, folder), /\.(ya?ml|json)$/)));
  return found
    .flat()
    .map((file) => ({ label: path.join('corpus', path.relative(corpus, file)), file, mustCompile: false }));
}

async function filesWithin(folder: string, name: RegExp): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true });
  return entries
    .filter((file) => name.test(path.basename(file)) && !file.includes('node_modules'))
    .sort()
    .map((file) => path.join(folder, file));
}
