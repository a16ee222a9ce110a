import { expect, test } from 'vitest';
import type { Container, DAGTask, Workflow } from './index.ts';

// What matters here is that this file type-checks: each line with an expected error would be a fault if it were none.
test('types what a manifest may look like', () => {
  const container: Container = { image: 'busybox', env: [{ name: 'A', value: 'b' }] };
  const task: DAGTask = { name: 'each', template: 'body', withSequence: { count: 3 } };
  const workflow: Workflow = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: 'hello-' },
    spec: {
      entrypoint: 'root',
      templates: [
        { name: 'root', dag: { tasks: [task] } },
        { name: 'body', container, activeDeadlineSeconds: '10' },
      ],
    },
  };
  expect(workflow.spec.templates?.map(({ name }) => name)).toEqual(['root', 'body']);

  // @ts-expect-error an unknown field is a typing mistake
  const misspelt: DAGTask = { name: 'each', templat: 'body' };
  // @ts-expect-error a parameter's value is text, also when it looks like a number
  const number: Workflow['spec'] = { arguments: { parameters: [{ name: 'n', value: 3 }] } };
  // @ts-expect-error the types are readonly
  task.name = 'other';
  expect([misspelt.name, number.arguments?.parameters?.[0]?.name, task.name]).toEqual(['each', 'n', 'other']);
});
