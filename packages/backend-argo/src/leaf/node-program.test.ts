import { unpackSpec } from '@tiphys/contract';
import type { JsonObject } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { emit } from '../testing/emit.ts';

const program = {
  pipelineInfo: { name: 'program' },
  schemaVersion: '2.1.0',
  components: { 'comp-run': { executorLabel: 'exec-run' } },
  deploymentSpec: { executors: { 'exec-run': { container: { image: 'node:24', command: ['node', '-e', '1'] } } } },
  root: { dag: { tasks: { run: { componentRef: { name: 'comp-run' } } } } },
};
const platform = { platforms: { tiphys: { deploymentSpec: { executors: { 'exec-run': { runtime: 'node' } } } } } };

test('a program for the Node of the launcher runs in its image; the image of the pipeline stays part of the cache key', () => {
  const { template } = emit(`${JSON.stringify(program)}\n---\n${JSON.stringify(platform)}`, {
    launcherImage: 'own/launcher:1',
  });
  const { container } = template('run');
  expect(container?.image).toBe('own/launcher:1');
  const text = container?.env?.find(({ name }) => name === 'TIPHYS_SPEC')?.value ?? '';
  expect(unpackSpec(JSON.parse(text) as JsonObject)).toMatchObject({ node: true, image: 'node:24' });
});
