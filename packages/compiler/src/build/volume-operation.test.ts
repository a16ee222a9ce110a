import { expect, test } from 'vitest';
import { compilePipeline } from '../compile-pipeline.ts';
import { load, pipelineText } from '../testing/pipeline.ts';

test('the images of the SDK stand for what is done with claims; only what is made may come from before', () => {
  const tasks = ['create', 'delete']
    .map((verb) => `${verb}: {componentRef: {name: comp-${verb}}, cachingOptions: {enableCache: true}}\n`)
    .join('');
  const components = ['create', 'delete'].map((verb) => `\ncomp-${verb}: {executorLabel: exec-${verb}}`).join('');
  const executors = ['create', 'delete']
    .map((verb) => `\nexec-${verb}: {container: {image: argostub/${verb}pvc}}`)
    .join('');
  const { plan, diagnostics } = compilePipeline(load(pipelineText({ tasks, components, executors })));
  expect(diagnostics).toEqual([]);
  expect(plan?.executors).toMatchObject({
    'comp-create': { kind: 'claim', action: 'create' },
    'comp-delete': { kind: 'claim', action: 'delete' },
  });
  expect(plan?.scopes['root']?.tasks.map(({ name, cache }) => [name, cache])).toEqual([
    ['create', true],
    ['delete', undefined],
  ]);
});
