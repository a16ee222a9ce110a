import { compilePipeline } from '@tiphys/sdk/compile';
import { expect, test } from 'vitest';
import { corpusFolder } from '../find-pipelines.ts';
import type { Ir } from './inlined-ir.ts';
import { inlinedIr } from './inlined-ir.ts';
import { readCorpusIr } from './read-corpus-ir.ts';
import { loadRewritten, rewrittenFiles } from './rewritten.ts';

const hasCorpus = corpusFolder() !== undefined;
const skipped = hasCorpus ? '' : ' (skipped: no corpus)';

test.skipIf(!hasCorpus).for(rewrittenFiles)(`%s gives the IR of the Python SDK${skipped}`, async (file) => {
  const { source, pipeline } = await loadRewritten(file);
  const { spec, platform } = await compilePipeline(pipeline);
  expect(inlinedIr({ spec, platform } as unknown as Ir)).toEqual(inlinedIr(readCorpusIr(source)));
});

test('at least 30 pipelines are compared', () => {
  expect(rewrittenFiles.length).toBeGreaterThanOrEqual(30);
});
