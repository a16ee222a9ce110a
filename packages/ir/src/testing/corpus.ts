/// <reference types="node" />
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../../../..');

/** KFP's own compiled pipelines, which are not a part of the repository; `undefined` where they are absent. */
export const corpusFolder: string | undefined = findCorpus();

function findCorpus(): string | undefined {
  const folder = process.env['TIPHYS_CORPUS'] ?? path.join(repository, '../shared/corpus');
  return existsSync(path.join(folder, 'index.json')) ? folder : undefined;
}

/** The names of the pipeline files below some folders of the corpus, sorted. */
export function corpusFiles(...folders: readonly string[]): string[] {
  const patterns = folders.map((folder) => `${folder}/**/*.{yaml,json}`);
  return corpusFolder === undefined ? [] : globSync(patterns, { cwd: corpusFolder }).sort();
}

/** The bytes of a file of the corpus. */
export function readCorpusFile(name: string): Uint8Array {
  return readFileSync(path.join(corpusFolder ?? '', name));
}

/** A folder of the repository. */
export function repositoryFolder(...parts: readonly string[]): string {
  return path.join(repository, ...parts);
}
