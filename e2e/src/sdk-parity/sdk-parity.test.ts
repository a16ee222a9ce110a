import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Pipeline, Types } from '@tiphys/sdk';
import { compilePipeline } from '@tiphys/sdk/compile';
import { expect, test } from 'vitest';
import { corpusFolder } from '../find-pipelines.ts';
import type { Ir } from './inlined-ir.ts';
import { inlinedIr } from './inlined-ir.ts';
import { readCorpusIr } from './read-corpus-ir.ts';

const folder = path.join(import.meta.dirname, 'pipelines');
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
const hasCorpus = corpusFolder() !== undefined;
const skipped = hasCorpus ? '' : ' (skipped: no corpus)';

interface Rewritten {
  readonly source: string;
  readonly pipeline: Pipeline<Types, Types>;
}

async function rewritten(file: string): Promise<Rewritten> {
  const { source, ...exported } = (await import(path.join(folder, file))) as Readonly<Record<string, unknown>>;
  return { source: source as string, pipeline: Object.values(exported)[0] as Pipeline<Types, Types> };
}

test.skipIf(!hasCorpus).for(files)(`%s gives the IR of the Python SDK${skipped}`, async (file) => {
  const { source, pipeline } = await rewritten(file);
  const { spec, platform } = await compilePipeline(pipeline);
  expect(inlinedIr({ spec, platform } as unknown as Ir)).toEqual(inlinedIr(readCorpusIr(source)));
});

test('at least 30 pipelines are compared', () => {
  expect(files.length).toBeGreaterThanOrEqual(30);
});
