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

test.each([
  [{ runtime: 'deno' }, 'node', 'runtime'],
  [{ runtime: 'node' }, 'bun', 'runtime'],
  [{ gpu: true }, 'node', 'gpu'],
])('%j of a command that starts with %s has no effect, and is named (CMP-008)', (config, command, field) => {
  const { plan, diagnostics } = compile(config, command);
  expect(diagnostics.map(({ code, path }) => [code, path.at(-1)])).toEqual([['CMP-008', field]]);
  expect(plan?.executors['comp-run']).not.toHaveProperty('node');
});
