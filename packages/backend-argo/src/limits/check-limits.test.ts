import type { Template, Workflow } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import type { ArgoVersion } from '../options.ts';
import { checkLimits } from './check-limits.ts';
import { limits } from './limits.ts';

function workflow(templates: readonly Template[]): Workflow {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: {}, spec: { templates: [...templates] } };
}

function codes(templates: readonly Template[], version: ArgoVersion = 'any'): readonly string[] {
  return checkLimits(workflow(templates), version).map(({ code }) => code);
}

function dag(tasks: number): Template {
  return { name: 'dag', dag: { tasks: Array.from({ length: tasks }, (_, index) => ({ name: `t${String(index)}` })) } };
}

function sized(bytes: number): Template {
  const name = 'a';
  return {
    name,
    suspend: { duration: 'x'.repeat(bytes - JSON.stringify({ name, suspend: { duration: '' } }).length) },
  };
}

test('what Argo takes gives no warning, and one more does', () => {
  expect(codes([dag(limits.dagTasks)])).toEqual([]);
  expect(codes([dag(limits.dagTasks + 1)])).toEqual(['ARG-001']);
  expect(codes([sized(limits.templateBytes)])).toEqual([]);
  expect(codes([sized(limits.templateBytes + 1)])).toEqual(['ARG-003']);
  const half = sized(limits.templateBytes);
  const halves = Math.ceil(limits.objectBytes / limits.templateBytes) + 1;
  expect(codes(Array.from({ length: halves }, () => half))).toEqual(['ARG-004']);
});

function parameters(count: number): readonly { readonly name: string }[] {
  return Array.from({ length: count }, (_, index) => ({ name: `p${index}` }));
}

test('parameters are counted where they stand', () => {
  const template = (inputs: number, outputs: number): Template => ({
    name: 'a',
    inputs: { parameters: [...parameters(inputs)] },
    outputs: { parameters: [...parameters(outputs)] },
  });
  expect(codes([template(limits.parameters, limits.parameters)])).toEqual([]);
  expect(codes([template(limits.parameters + 1, 0)])).toEqual(['ARG-012']);
  expect(codes([template(0, limits.parameters + 1)])).toEqual(['ARG-012']);
  const { spec, ...rest } = workflow([]);
  const given = { ...rest, spec: { ...spec, arguments: { parameters: [...parameters(limits.parameters + 1)] } } };
  expect(checkLimits(given, 'any').map(({ code }) => code)).toEqual(['ARG-012']);
});

test('versions without full CRDs do not count, but have the same sizes', () => {
  expect(codes([dag(limits.dagTasks + 1)], '3.6')).toEqual([]);
  expect(codes([dag(limits.dagTasks + 1)], '4.1')).toEqual(['ARG-001']);
  expect(codes([sized(limits.templateBytes + 1)], '3.6')).toEqual(['ARG-003']);
});

test('a workflow that is small itself may have a run that is not', () => {
  const leaf: Template = { name: 'leaf', container: { image: 'i' } };
  const body: Template = { name: 'body', dag: { tasks: [{ name: 'a', template: 'leaf' }] } };
  const loop = (count: string): Template => ({
    name: 'loop',
    dag: { tasks: [{ name: 'each', template: 'body', withSequence: { count } }] },
  });
  const run = (count: string): readonly string[] => {
    const { spec, ...rest } = workflow([loop(count), body, leaf]);
    return checkLimits({ ...rest, spec: { ...spec, entrypoint: 'loop' } }, 'any').map(({ code }) => code);
  };
  expect(run('3000')).toEqual([]);
  expect(run('5000')).toEqual(['ARG-011']);
  // Nobody knows before the run.
  expect(run('{{=len(fromJSON(inputs.parameters.items))}}')).toEqual([]);
});
