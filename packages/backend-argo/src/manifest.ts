import type {
  ClusterWorkflowTemplate,
  CronWorkflow,
  Template,
  Workflow,
  WorkflowSpec,
  WorkflowTemplate,
} from '@tiphys/argo-types';
import { argoFeatures } from './argo-features.ts';
import type { ArgoVersion, CronSchedule, ResolvedEmitOptions } from './options.ts';

/** What a pipeline becomes. */
export type Manifest = Workflow | WorkflowTemplate | ClusterWorkflowTemplate | CronWorkflow;

/** Longest names (argo-facts 1.1): 63, less what Kubernetes appends to a run's, and Argo to a schedule's. */
const maxNameLength = { workflow: 57, 'workflow-template': 63, 'cluster-workflow-template': 63, 'cron-workflow': 52 };

/** The workflow as an object of the wanted kind: a Workflow gets a name of its own per run, the others keep their name. */
export function wrapWorkflow(workflow: Workflow, pipeline: string, options: ResolvedEmitOptions): Manifest {
  const name = resourceName(pipeline, maxNameLength[options.kind]);
  switch (options.kind) {
    case 'workflow':
      return { ...workflow, metadata: { generateName: `${name}-`, ...workflow.metadata } };
    case 'workflow-template':
      return { ...ofRuns(workflow), kind: 'WorkflowTemplate', metadata: { name, ...workflow.metadata } };
    case 'cluster-workflow-template':
      return { ...ofRuns(workflow), kind: 'ClusterWorkflowTemplate', metadata: { name, ...workflow.metadata } };
    case 'cron-workflow':
      return cronWorkflow(workflow, name, options.schedule, options.argoVersion);
  }
}

/** What the workflow says of itself, its runs shall say, too: Argo does not give them what stands at a template. */
function ofRuns(workflow: Workflow): Workflow {
  const { labels, annotations } = workflow.metadata;
  const own = workflow.spec.workflowMetadata;
  const workflowMetadata = {
    ...own,
    ...(labels && { labels: { ...labels, ...own?.labels } }),
    annotations: { ...annotations, ...own?.annotations },
  };
  return { ...workflow, spec: { ...workflow.spec, workflowMetadata } };
}

/** The part of a manifest that says what runs. */
export function workflowSpec(manifest: Manifest): WorkflowSpec {
  return 'workflowSpec' in manifest.spec ? manifest.spec.workflowSpec : manifest.spec;
}

/** The same with the templates that it takes from other objects: those refer to each other by their own names. */
export function wholeSpec(manifest: Manifest, documents: readonly object[]): WorkflowSpec & Templated {
  const own = workflowSpec(manifest);
  const elsewhere = documents.flatMap((document) => ('spec' in document ? [document.spec as WorkflowSpec] : []));
  return { ...own, templates: [own, ...elsewhere].flatMap(({ templates = [] }) => templates) };
}

interface Templated {
  readonly templates: readonly Template[];
}

function cronWorkflow(workflow: Workflow, name: string, schedule: CronSchedule, version: ArgoVersion): CronWorkflow {
  const { expressions, timezone, concurrencyPolicy } = schedule;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'CronWorkflow',
    metadata: { name, ...workflow.metadata },
    spec: {
      ...scheduleField(expressions, version),
      ...(timezone !== undefined && { timezone }),
      ...(concurrencyPolicy !== undefined && { concurrencyPolicy }),
      workflowMetadata: workflow.metadata,
      workflowSpec: workflow.spec,
    },
  };
}

function scheduleField(expressions: readonly string[], version: ArgoVersion): { readonly schedules: string[] } {
  const isOne = argoFeatures[version].scheduleField === 'schedule';
  const field = isOne ? { schedule: expressions[0] } : { schedules: [...expressions] };
  return field as { readonly schedules: string[] };
}

/** A Kubernetes name out of a pipeline's: what follows its last slash, as KFP does (kfp-semantics 1.2). */
export function resourceName(pipeline: string, maxLength: number): string {
  const last = pipeline.slice(pipeline.lastIndexOf('/') + 1);
  const name = last
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, '');
  return name || 'pipeline';
}
