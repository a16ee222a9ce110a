import { expect, test } from 'vitest';
import { basePipeline, diagnose, lines } from '../testing/pipeline-text.ts';

const beforeRoot = basePipeline.slice(0, basePipeline.indexOf('root:'));

test.each(['root: {executorLabel: exec-make}\n', 'root: {}\n'])('refuses %s', (root) => {
  expect(diagnose(beforeRoot + root)).toEqual([
    lines('error IR-022 p.yaml:26:1 at root', 'The root of a pipeline must have a "dag".'),
  ]);
});

test('takes a DAG without tasks', () => {
  expect(diagnose(`${beforeRoot}root: {dag: {}}\n`)).toEqual([]);
});
