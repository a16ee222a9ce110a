import { type JsonValue, printJson } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { loadPipeline } from './load-pipeline.ts';
import { corpusFiles, corpusFolder, readCorpusFile } from './testing/corpus.ts';
import { isDeeplyFrozen } from './testing/is-deeply-frozen.ts';

/** Files that KFP 2 refuses too, and why. */
const refused: Readonly<Record<string, { readonly why: string; readonly expected: readonly string[] }>> = {
  'extra/frontend_mock_backend/lightweight_python_functions_v2_pipeline.json': {
    why: 'schema 2.0.0, written by kfp 1.8',
    expected: ['IR-020 238:20'],
  },
  'extra/google_cloud_pipeline_components/v1/automl/tabular/deprecated/default_pipeline.json': {
    why: 'schema 2.0.0, inside a PipelineJob',
    expected: ['IR-020 7871:22'],
  },
  'extra/proto_tests/generated-1791485/pipeline_spec.json': {
    why: 'made for a test of the proto: no schema version, tasks and components that are not there',
    expected: ['IR-020 9:21'],
  },
  'invalid/empty_file.yaml': { why: 'nothing but comments', expected: ['IR-002 1:1'] },
  'invalid/invalid_yaml.yaml': { why: '"components_1" instead of "components"', expected: ['IR-012 3:1'] },
};

const files = corpusFiles('valid', 'extra', 'invalid');

test('the corpus is there', ({ skip }) => {
  skip(corpusFolder === undefined, 'skipped: no corpus');
  expect(files.length).toBeGreaterThan(150);
});

test.each(files.filter((name) => !Object.hasOwn(refused, name)))('%s loads', (file) => {
  const { pipeline, diagnostics } = loadPipeline(readCorpusFile(file), { file });
  expect(diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
  expect(pipeline?.spec.schemaVersion).toBe('2.1.0');
  expect(isDeeplyFrozen(pipeline)).toBe(true);
  // Plain data: it can be written down as JSON.
  expect(() => printJson(pipeline?.spec as unknown as JsonValue)).not.toThrow();
});

test.each(files.filter((name) => Object.hasOwn(refused, name)))('%s is refused', (file) => {
  const { pipeline, diagnostics } = loadPipeline(readCorpusFile(file), { file });
  const places = diagnostics.map(
    ({ code, range }) => `${code} ${range?.start.line ?? ''}:${range?.start.column ?? ''}`,
  );
  expect(pipeline).toBeUndefined();
  expect(places).toEqual(refused[file]?.expected);
});

test('only old files have warnings, and only about defaults', ({ skip }) => {
  skip(corpusFolder === undefined, 'skipped: no corpus');
  const warned = files
    .filter((name) => !Object.hasOwn(refused, name))
    .flatMap((file) => {
      const { diagnostics } = loadPipeline(readCorpusFile(file), { file });
      return [...new Set(diagnostics.map(({ code }) => `${file} ${code}`))];
    });
  expect(warned).toEqual([
    'extra/frontend_mock_backend/xgboost_sample_pipeline.yaml IR-036',
    'extra/frontend_test_data/xgboost_sample_pipeline.yaml IR-036',
    'extra/proto_tests/generated-1791485/run_completed_with_spec.json IR-017',
  ]);
});
