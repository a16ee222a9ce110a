import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { emitManifest } from '@tiphys/backend-argo';
import { compilePipeline } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';
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
      const plain = compileBytes(bytes, file, {});
      const needsEntrypoint = plain.some(({ code }) => code === 'CMP-005');
      const diagnostics = needsEntrypoint ? compileBytes(bytes, file, entrypoints) : plain;
      const compiled = diagnostics.every(({ severity }) => severity !== 'error');
      return { file, compiled, needsEntrypoint, diagnostics };
    }),
  );
}

function compileBytes(bytes: Uint8Array, file: string, images: typeof entrypoints): readonly Diagnostic[] {
  const { pipeline, diagnostics } = loadPipeline(bytes, { file });
  if (pipeline === undefined || diagnostics.some(({ severity }) => severity === 'error')) return diagnostics;
  const compiled = compilePipeline(pipeline, { entrypoints: images });
  const emitted = compiled.plan === undefined ? [] : emitManifest(compiled.plan).diagnostics;
  return [...diagnostics, ...compiled.diagnostics, ...emitted];
}

async function pipelineFiles(corpus: string): Promise<readonly string[]> {
  const entries = await readdir(corpus, { recursive: true });
  return entries.filter((name) => /^(valid|extra|invalid)\/.*\.(ya?ml|json)$/.test(name)).sort();
}
