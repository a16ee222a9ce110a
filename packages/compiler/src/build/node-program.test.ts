import { expect, test } from 'vitest';
import { compilePipeline } from '../compile-pipeline.ts';
import { load, pipelineText } from '../testing/pipeline.ts';

function compile(config: object, command: string): ReturnType<typeof compilePipeline> {
  const text = pipelineText({
    tasks: 'first: {componentRef: {name: comp-run}}',
    components: 'comp-run: {executorLabel: exec-run}',
    executors: `exec-run: {container: {image: node, command: [${command}, -e, "1"]}}`,
  });
  const platform = { platforms: { tiphys: { deploymentSpec: { executors: { 'exec-run': config } } } } };
  return compilePipeline(load(`${text}\n---\n${JSON.stringify(platform)}`));
}

test('a program that says so runs with the Node of the launcher', () => {
  const { plan, diagnostics } = compile({ runtime: 'node' }, 'node');
  expect(diagnostics).toEqual([]);
  expect(plan?.executors['comp-run']).toMatchObject({ image: 'node', node: true });
});

test('a runtime of a command that does not start with node has no effect, and is named (CMP-008)', () => {
  const { plan, diagnostics } = compile({ runtime: 'node' }, 'bun');
  expect(diagnostics.map(({ code, path }) => [code, path.at(-1)])).toEqual([['CMP-008', 'runtime']]);
  expect(plan?.executors['comp-run']).not.toHaveProperty('node');
});

test('there is no other runtime', () => {
  const { diagnostics } = compile({ runtime: 'deno' }, 'node');
  expect(diagnostics.map(({ severity, path }) => [severity, path.at(-1)])).toEqual([['error', 'runtime']]);
});

test('a runtime is nothing that the pod has', () => {
  const { plan } = compile({ runtime: 'node' }, 'node');
  expect(plan?.scopes['root']?.tasks[0]).not.toHaveProperty('extras');
});
