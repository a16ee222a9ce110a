import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { REPOSITORY, type PipelineFile } from './find-pipelines.ts';
import { runProcess } from './run-process.ts';

const TIPHYS = path.join(REPOSITORY, 'packages/cli/bin/tiphys.js');

/** What became of a pipeline: its manifest, or why there is none. */
export type Compiled =
  | { readonly kind: 'manifest'; readonly pipeline: PipelineFile; readonly manifest: string }
  | { readonly kind: 'refused' | 'crashed'; readonly pipeline: PipelineFile; readonly message: string };

/** Compiles pipelines with the command line as users have it, several at a time; manifests go into a folder. */
export async function compilePipelines(pipelines: readonly PipelineFile[], folder: string): Promise<Compiled[]> {
  const results: Compiled[] = [];
  const queue = [...pipelines.entries()];
  async function work(): Promise<void> {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next[0]] = await compilePipeline(next[1], folder);
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}

async function compilePipeline(pipeline: PipelineFile, folder: string): Promise<Compiled> {
  const manifest = `${pipeline.label.replaceAll(/[^a-zA-Z0-9_.-]/g, '_')}.yaml`;
  const args = ['compile', pipeline.file, ...(pipeline.options ?? [])];
  const done = await runProcess(process.execPath, [TIPHYS, ...args], { cwd: REPOSITORY });
  if (done.code === 0) {
    await writeFile(path.join(folder, manifest), done.stdout);
    return { kind: 'manifest', pipeline, manifest };
  }
  return { kind: done.code === 1 ? 'refused' : 'crashed', pipeline, message: done.stderr.trim() };
}
