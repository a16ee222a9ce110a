import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../manifest/read-manifest.ts';
import { lockHolder } from '../text/process-lock.ts';
import { journalFile, manifestFile } from './journal.ts';
import { lockFile } from './open-run.ts';
import { pipelineName } from './pipeline-name.ts';
import { resultFile } from './run-result.ts';
import type { RunResult } from './run-result.ts';

/** What a working directory keeps of a run. */
export interface LocalRun {
  readonly name: string;
  /** Undefined for one that was cut off before anything was written down. */
  readonly pipeline?: string;
  /** When something was written down last, in milliseconds since the epoch. */
  readonly active: number;
  /** Number of the process that is at it. */
  readonly process?: number;
  /** Bytes of its files. */
  size(): Promise<number>;
}

/** The runs of a working directory, the one in which something happened last first. */
export async function findLocalRuns(workdir: string): Promise<readonly LocalRun[]> {
  const runs = join(workdir, 'runs');
  const entries = await readdir(runs, { withFileTypes: true }).catch(() => []);
  const found: LocalRun[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    found.push(await describeRun(join(runs, name), name));
  }
  return found.sort((one, other) => other.active - one.active || (one.name < other.name ? -1 : 1));
}

async function describeRun(directory: string, name: string): Promise<LocalRun> {
  const written = await stat(join(directory, journalFile)).catch(() => undefined);
  const { mtimeMs: active } = written ?? (await stat(directory));
  const process = await lockHolder(join(directory, lockFile));
  const pipeline = await readPipeline(directory);
  return {
    name,
    active,
    size: () => sizeOf(directory),
    ...(pipeline !== undefined && { pipeline }),
    ...(process !== undefined && { process }),
  };
}

/** From the result, as a manifest may be long; a run that was cut off has none. */
async function readPipeline(directory: string): Promise<string | undefined> {
  const text = async (file: string): Promise<string | undefined> =>
    readFile(join(directory, file), 'utf8').catch(() => undefined);
  const result = await text(resultFile);
  if (result !== undefined) return pipelineOf(result);
  const source = await text(manifestFile);
  const { manifest } = source === undefined ? {} : readManifest(source);
  return manifest === undefined ? undefined : pipelineName(manifest);
}

function pipelineOf(result: string): string | undefined {
  try {
    return (JSON.parse(result) as Partial<RunResult>).pipeline;
  } catch {
    return undefined;
  }
}

/** A run may be at work in it: what is gone meanwhile has no size. */
async function sizeOf(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => !entry.isDirectory());
  let sum = 0;
  for (const { parentPath, name } of files) {
    sum += await lstat(join(parentPath, name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return sum;
}
