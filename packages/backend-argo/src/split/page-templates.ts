import type { ClusterWorkflowTemplate, DAGTask, Template, Workflow, WorkflowTemplate } from '@tiphys/argo-types';
import { byteLength } from '../limits/byte-length.ts';
import { contentHash } from '../names/content-hash.ts';
import { limits } from '../limits/limits.ts';

/** Templates that found no room in the object of the workflow. */
export type TemplateLibrary = WorkflowTemplate | ClusterWorkflowTemplate;

/** A workflow, and the objects that it takes templates from. */
export interface Paged {
  readonly workflow: Workflow;
  readonly libraries: readonly TemplateLibrary[];
}

/** What decides how templates are dealt out. */
export interface PagingOptions {
  /** Begins the names of the libraries, which end with a hash of what is in them. */
  readonly name: string;
  /** Templates that one object may have. */
  readonly maxTemplates: number;
  /** Whether the workflow is there for all namespaces, and its templates with it. */
  readonly isCluster: boolean;
}

/** Half of what an object may have, for each. */
const pageBytes = limits.objectBytes / 2;

/**
 * Deals the templates of a workflow out to several objects when it has too many for one, or is too large. The workflow keeps
 * the entrypoint and what fits beside it; tasks find the others by `templateRef`. Argo runs those as if they were the workflow's
 * own: with its defaults, its patch, and its parameters.
 */
export function pageTemplates(workflow: Workflow, { name, maxTemplates, isCluster }: PagingOptions): Paged {
  const templates = workflow.spec.templates ?? [];
  if (templates.length <= maxTemplates && byteLength(workflow) <= limits.objectBytes)
    return { workflow, libraries: [] };
  const pages = fillPages(workflow, parentsFirst(templates, workflow.spec.entrypoint ?? ''), maxTemplates);
  const text = JSON.stringify(pages);
  const hash = contentHash(text);
  const names = pages.map((_, index) => `${name}-${hash}-${index}`);
  const pageOf = new Map(pages.flatMap((page, index) => page.map((template) => [template.name ?? '', index])));
  const redirected = pages.map((page, own) =>
    page.map((template) =>
      redirect(template, (target) => {
        const index = pageOf.get(target) ?? own;
        return index === own ? undefined : { name: names[index] ?? '', ...(isCluster && { clusterScope: true }) };
      }),
    ),
  );
  const [first = [], ...others] = redirected;
  const libraries = others.map((page, index): TemplateLibrary => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: isCluster ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate',
    metadata: { name: names[index + 1] ?? '', annotations: workflow.metadata.annotations ?? {} },
    spec: { templates: [...page] },
  }));
  return { workflow: { ...workflow, spec: { ...workflow.spec, templates: [...first] } }, libraries };
}

/** Every template after those that use it, so that no library needs what only the workflow has. */
function parentsFirst(templates: readonly Template[], entrypoint: string): readonly Template[] {
  const byName = new Map(templates.map((template) => [template.name ?? '', template]));
  const done = new Set<string>();
  const childrenFirst: Template[] = [];
  const visit = (name: string): void => {
    const template = byName.get(name);
    if (template === undefined || done.has(name)) return;
    done.add(name);
    for (const task of template.dag?.tasks ?? []) visit(task.template ?? '');
    childrenFirst.push(template);
  };
  // The entrypoint last, so that it comes first.
  for (const { name = '' } of templates.toReversed()) if (name !== entrypoint) visit(name);
  visit(entrypoint);
  return childrenFirst.toReversed();
}

function fillPages(
  workflow: Workflow,
  templates: readonly Template[],
  maxTemplates: number,
): readonly (readonly Template[])[] {
  const pages: Template[][] = [[]];
  let bytes = byteLength({ ...workflow, spec: { ...workflow.spec, templates: [] } });
  for (const template of templates) {
    const page = pages.at(-1) ?? [];
    bytes += byteLength(template);
    if (page.length > 0 && (page.length >= maxTemplates || bytes > pageBytes)) {
      pages.push([template]);
      bytes = byteLength(template);
    } else page.push(template);
  }
  return pages;
}

type Home = Omit<NonNullable<DAGTask['templateRef']>, 'template'>;

function redirect(template: Template, homeOf: (target: string) => Home | undefined): Template {
  const { dag } = template;
  if (dag === undefined) return template;
  const tasks = dag.tasks.map((task) => {
    const { template: target = '', ...rest } = task;
    const home = homeOf(target);
    return home === undefined ? task : { ...rest, templateRef: { ...home, template: target } };
  });
  return { ...template, dag: { ...dag, tasks } };
}
