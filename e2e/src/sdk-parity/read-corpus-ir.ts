import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { corpusFolder } from '../find-pipelines.ts';
import type { Ir, PlatformSpec, Spec } from './inlined-ir.ts';

/**
 * Reads a pipeline file of the corpus as it is, without the checks of `@tiphys/ir`.
 *
 * @throws Error where the corpus, or the file, is not at hand
 */
export function readCorpusIr(file: string): Ir {
  const folder = corpusFolder();
  if (folder === undefined) throw new Error('no corpus');
  return parseIr(readFileSync(path.join(folder, file), 'utf8'));
}

/** Both documents of a pipeline file that the Python SDK wrote. */
export function parseIr(text: string): Ir {
  const [spec, platform = {}] = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  return { spec: spec as Spec, platform: platform as PlatformSpec };
}
