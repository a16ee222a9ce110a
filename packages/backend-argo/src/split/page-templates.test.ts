import type { Template, Workflow } from '@tiphys/argo-types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../limits/limits.ts';
import { emit } from '../testing/emit.ts';
import type { Paged } from './page-templates.ts';
import { pageTemplates } from './page-templates.ts';

function workflow(templates: readonly Template[]): Workflow {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {},
    spec: { entrypoint: 't0', templates: [...templates] },
  };
}

/** What a paged workflow has, by name, with references turned back into names. Each must lead to where the template is. */
function joined({ workflow: main, libraries }: Paged): Readonly<Record<string, Template>> {
  const pages = [main, ...libraries].map(({ metadata, spec }) => ({
    home: metadata.name,
    templates: spec.templates ?? [],
  }));
  const homes = new Map(pages.flatMap(({ home, templates }) => templates.map(({ name }) => [name, home])));
  const backIn = (home: string | undefined, template: Template): Template => {
    if (template.dag === undefined) return template;
    const tasks = template.dag.tasks.map(({ templateRef, ...task }) => {
      const target = templateRef?.template ?? task.template;
      expect(homes.get(target)).toBe(templateRef === undefined ? home : templateRef.name);
      return { ...task, template: target ?? '' };
    });
    return { ...template, dag: { ...template.dag, tasks } };
  };
  return Object.fromEntries(
    pages.flatMap(({ home, templates }) => templates.map((template) => [template.name, backIn(home, template)])),
  ) as Readonly<Record<string, Template>>;
}

/** Templates of which each uses some of those after it, in any order. */
const templates = fc
  .integer({ min: 1, max: 30 })
  .chain((count) =>
    fc
      .tuple(
        ...Array.from({ length: count }, (_, index) =>
          fc
            .subarray(Array.from({ length: count - index - 1 }, (__, later) => `t${String(index + later + 1)}`))
            .map((uses): Template =>
              uses.length === 0
                ? { name: `t${String(index)}`, container: { image: 'i' } }
                : { name: `t${String(index)}`, dag: { tasks: uses.map((template) => ({ name: template, template })) } },
            ),
        ),
      )
      .chain((list) => fc.shuffledSubarray(list, { minLength: count })),
  );

test('wherever templates are, every task finds its own, and no library needs the workflow', () => {
  fc.assert(
    fc.property(templates, fc.integer({ min: 1, max: 8 }), (list, maxTemplates) => {
      const whole = workflow(list);
      const paged = pageTemplates(whole, { name: 'p', maxTemplates, isCluster: false });
      const sizes = [paged.workflow, ...paged.libraries].map(({ spec }) => spec.templates?.length ?? 0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(maxTemplates);
      expect(joined(paged)).toEqual(Object.fromEntries(list.map((template) => [template.name, template])));
      expect(paged.workflow.spec.templates?.some(({ name }) => name === 't0')).toBe(true);
    }),
  );
});

/** Components with an image of their own each: no two can share a template. */
function images(count: number): object {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const record = (prefix: string, value: (n: number) => object): object =>
    Object.fromEntries(numbers.map((n) => [`${prefix}${String(n)}`, value(n)]));
  return {
    pipelineInfo: { name: 'many-images' },
    schemaVersion: '2.1.0',
    components: record('comp-c', (n) => ({ executorLabel: `exec-c${String(n)}` })),
    deploymentSpec: {
      executors: record('exec-c', (n) => ({ container: { image: `image:${String(n)}`, command: ['true'] } })),
    },
    root: { dag: { tasks: record('c', (n) => ({ componentRef: { name: `comp-c${String(n)}` } })) } },
  };
}

test('more than 200 shapes of pods go into further WorkflowTemplates, of the kind that the manifest has', () => {
  const { spec, documents, diagnostics } = emit(images(450));
  expect(diagnostics.map(({ code }) => code)).toEqual(['ARG-010', 'ARG-013']);
  expect(spec.templates?.length).toBeLessThanOrEqual(limits.templates);
  const kinds = documents.map(({ kind }) => kind);
  expect(kinds).toEqual(['ConfigMap', 'WorkflowTemplate', 'WorkflowTemplate']);
  for (const { metadata } of documents) expect(metadata.name).toMatch(/^many-images-[0-9a-f]{12}(?:-[12])?$/);
  const cluster = emit(images(250), { kind: 'cluster-workflow-template' });
  expect(cluster.documents.map(({ kind }) => kind)).toEqual(['ConfigMap', 'ClusterWorkflowTemplate']);
  const references = cluster.spec.templates
    ?.flatMap(({ dag }) => dag?.tasks ?? [])
    .map(({ templateRef }) => templateRef);
  expect(references?.find((reference) => reference !== undefined)).toMatchObject({ clusterScope: true });
  expect(emit(images(150)).documents).toEqual([]);
});

test('no object is above what Argo stores, however many tasks there are', () => {
  const tasks = Array.from({ length: 60 }, (_, index) => ({
    name: `t${String(index + 1)}`,
    dag: { tasks: [{ name: 'a', template: 'leaf', when: 'x'.repeat(20_000) }] },
  }));
  const root = { name: 't0', dag: { tasks: tasks.map(({ name }) => ({ name, template: name })) } };
  const leaf = { name: 'leaf', container: { image: 'i' } };
  const paged = pageTemplates(workflow([root, ...tasks, leaf]), { name: 'p', maxTemplates: 200, isCluster: false });
  const sizes = [paged.workflow, ...paged.libraries].map((object) => JSON.stringify(object).length);
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBeLessThan(limits.objectBytes);
});
