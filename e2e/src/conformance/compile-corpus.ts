import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { compileToManifest } from '@tiphys/backend-argo';
import type { Diagnostic } from '@tiphys/diagnostics';
import { entrypoints } from './entrypoints.ts';

/** What became of a file of KFP's own test data. */
export interface CorpusFile {
  /** Below the corpus: `valid/critical/loop.yaml`. */
  readonly file: string;
  readonly compiled: boolean;
  /** Whether an entrypoint had to be named for an image. */
  readonly needsEntrypoint: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles every pipeline of the corpus. */
export async function compileCorpus(corpus: string): Promise<readonly CorpusFile[]> {
  const files = await pipelineFiles(corpus);
  return Promise.all(
    files.map(async (file): Promise<CorpusFile> => {
      const bytes = await readFile(path.join(corpus, file));
      const plain = compileToManifest(bytes, { file }).diagnostics;
      const needsEntrypoint = plain.some(({ code }) => code === 'CMP-005');
      const diagnostics = needsEntrypoint ? compileToManifest(bytes, { file, entrypoints }).diagnostics : plain;
      const compiled = diagnostics.every(({ severity }) => severity !== 'error');
      return { file, compiled, needsEntrypoint, diagnostics };
    }),
  );
}

async function pipelineFiles(corpus: string): Promise<readonly string[]> {
  const entries = await readdir(corpus, { recursive: true });
  return entries.filter((name) => /^(valid|extra|invalid)\/.*\.(ya?ml|json)$/.test(name)).sort();
}
