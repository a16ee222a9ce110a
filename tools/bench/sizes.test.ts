import { expect, test } from 'vitest';
import { chainPipeline, distinctPipeline } from './chain-pipeline.ts';
import { compileText } from './compile-text.ts';
import { readCorpus } from './read-corpus.ts';

const files = readCorpus('valid', 'extra');
const skipped = files.length > 0 ? '' : ' (skipped: no corpus)';

test.skipIf(files.length === 0)(
  `the manifests of KFP's own pipelines stay small${skipped}`,
  { timeout: 60_000 },
  () => {
    const compiled = files.flatMap(({ text }) => compileText(text) ?? []);
    expect(compiled.length).toBeGreaterThan(100);
    // Half of what a pod can be told, so that there is room for what the run adds.
    expect(Math.max(...compiled.map(({ largestTemplate }) => largestTemplate))).toBeLessThan(64 * 1024);
    expect(Math.max(...compiled.map(({ longestArgument }) => longestArgument))).toBeLessThan(64 * 1024);
    const irBytes = files.reduce(
      (sum, { text }) => sum + (compileText(text) === undefined ? 0 : Buffer.byteLength(text)),
      0,
    );
    const yamlBytes = compiled.reduce((sum, one) => sum + one.yamlBytes, 0);
    expect(yamlBytes / irBytes).toBeLessThan(1.5);
  },
);

test('the object of one task has at most 4 KiB, of 1,000 that differ less than 1 MiB', () => {
  // As the API server keeps it.
  expect(compileText(chainPipeline(1))?.jsonBytes).toBeLessThanOrEqual(4096);
  const { objects = [] } = compileText(distinctPipeline(1000, 1500)) ?? {};
  expect(Math.max(...objects)).toBeLessThan(1024 * 1024);
});

test.each([300, 1000, 5000])('a chain of %i tasks has as many pods', (tasks) => {
  expect(compileText(chainPipeline(tasks))?.pods).toBe(tasks);
});
