import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TiphysConfig } from '@tiphys/config';
import type { Pipeline, TestBed } from './test-bed.ts';

/** Compiles a pipeline with a configuration file that says this. */
export async function compileWith(
  bed: Pick<TestBed, 'compile'>,
  pipeline: Pipeline,
  config: TiphysConfig,
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-config-'));
  try {
    const file = path.join(folder, 'tiphys.config.json');
    await writeFile(file, JSON.stringify(config));
    return await bed.compile(pipeline, '--config', file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
