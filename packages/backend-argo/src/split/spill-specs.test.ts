import type { Template, Workflow } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import { emit } from '../testing/emit.ts';

/** A pipeline of components that differ in what they run, two of them in their image too. */
function distinct(count: number, source: string): object {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const record = (name: (n: number) => string, value: (n: number) => object): object =>
    Object.fromEntries(numbers.map((n) => [name(n), value(n)]));
  return {
    pipelineInfo: { name: 'Many Parts' },
    schemaVersion: '2.1.0',
    components: record(
      (n) => `comp-c${n}`,
      (n) => ({ executorLabel: `exec-c${n}` }),
    ),
    deploymentSpec: {
      executors: record(
        (n) => `exec-c${n}`,
        (n) => ({ container: { image: n < 2 ? 'other' : 'python', command: ['python3', '-c', `${source}${n}`] } }),
      ),
    },
    root: {
      dag: {
        tasks: record(
          (n) => `c${n}`,
          (n) => ({ componentRef: { name: `comp-c${n}` } }),
        ),
      },
    },
  };
}

function templatesOf(spec: Workflow['spec']): readonly Template[] {
  return spec.templates ?? [];
}

test('1,000 tasks with 1.5 KB of source each: one object stays below half of what Argo stores, a ConfigMap below its limit', () => {
  const { manifest, spec, documents, diagnostics } = emit(distinct(1000, 'x'.repeat(1500)));
  expect(diagnostics.map(({ code }) => code)).toEqual(['ARG-010']);
  expect(JSON.stringify(manifest).length).toBeLessThan(512 * 1024);
  for (const document of documents) expect(JSON.stringify(document).length).toBeLessThan(1024 * 1024);
  expect(documents.map(({ metadata }) => metadata.name)).toEqual([
    expect.stringMatching(/^many-parts-[0-9a-f]{12}$/),
    expect.stringMatching(/^many-parts-[0-9a-f]{12}$/),
  ]);
  const maps = documents.flatMap((document) => ('data' in document ? [document] : []));
  const data = Object.assign({}, ...maps.map((map) => map.data)) as Record<string, string>;
  expect(Object.keys(data)).toHaveLength(1000);
  const task = templatesOf(spec)
    .flatMap(({ dag }) => dag?.tasks ?? [])
    .find(({ name }) => name === 'c7');
  const { env } = templatesOf(spec).find(({ name }) => name === task?.template)?.container ?? {};
  const home = maps.find((map) => Object.hasOwn(map.data, 'c7'));
  expect(env).toEqual([
    {
      name: 'TIPHYS_SPEC',
      valueFrom: { configMapKeyRef: { name: home?.metadata.name, key: '{{inputs.parameters.spec}}' } },
    },
  ]);
  expect(task?.arguments?.parameters).toContainEqual({ name: 'spec', value: 'c7' });
  expect(JSON.parse(data['c7'] ?? '')).toMatchObject({ component: 'comp-c7', image: 'python' });
});

test('what differs in more than its spec keeps a template of its own', () => {
  const { spec, documents } = emit(distinct(6, ''), { templatesPerWorkflow: 3 });
  const leaves = templatesOf(spec).filter(({ container }) => container !== undefined);
  expect(leaves.map(({ name, container }) => [name, container?.image])).toEqual([
    ['component', 'other'],
    ['component-2', 'python'],
  ]);
  expect(documents).toHaveLength(1);
  expect(emit(distinct(6, '')).documents).toEqual([]);
});

test('other components make another ConfigMap', () => {
  const nameOf = (source: string): string | undefined =>
    emit(distinct(6, source), { templatesPerWorkflow: 3 }).documents[0]?.metadata.name;
  expect(nameOf('a')).toBe(nameOf('a'));
  expect(nameOf('a')).not.toBe(nameOf('b'));
});
