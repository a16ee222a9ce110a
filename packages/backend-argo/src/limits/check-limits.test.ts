import type { Template, Workflow } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import { checkLimits } from './check-limits.ts';
import { limits } from './limits.ts';

function workflow(templates: readonly Template[]): Workflow {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: {}, spec: { templates: [...templates] } };
}

function codes(templates: readonly Template[]): readonly string[] {
  return checkLimits(workflow(templates)).map(({ code }) => code);
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
  const many = (length: number): readonly Template[] =>
    Array.from({ length }, (_, index) => ({ name: `t${String(index)}` }));
  expect(codes(many(limits.templates))).toEqual([]);
  expect(codes(many(limits.templates + 1))).toEqual(['ARG-002']);
  expect(codes([sized(limits.templateBytes)])).toEqual([]);
  expect(codes([sized(limits.templateBytes + 1)])).toEqual(['ARG-003']);
  const half = sized(limits.templateBytes);
  const halves = Math.ceil(limits.objectBytes / limits.templateBytes) + 1;
  expect(codes(Array.from({ length: halves }, () => half))).toEqual(['ARG-004']);
});
