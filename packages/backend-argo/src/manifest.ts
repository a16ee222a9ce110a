import type { ClusterWorkflowTemplate, Workflow, WorkflowTemplate } from '@tiphys/argo-types';
import type { ManifestKind } from './options.ts';

/** What a pipeline becomes. */
export type Manifest = Workflow | WorkflowTemplate | ClusterWorkflowTemplate;

/** Longest name of a workflow: 63, less the hyphen and the five characters that Kubernetes adds (argo-facts 1.1). */
const maxNameLength = 57;

const kinds = {
  workflow: 'Workflow',
  'workflow-template': 'WorkflowTemplate',
  'cluster-workflow-template': 'ClusterWorkflowTemplate',
} as const;

/** The workflow as an object of the wanted kind: a Workflow gets a name of its own per run, a template keeps its name. */
export function wrapWorkflow(workflow: Workflow, pipeline: string, kind: ManifestKind): Manifest {
  const name = resourceName(pipeline);
  return {
    ...workflow,
    kind: kinds[kind],
    metadata: { ...(kind === 'workflow' ? { generateName: `${name}-` } : { name }), ...workflow.metadata },
  };
}

/** A Kubernetes name out of a pipeline's: what follows its last slash, as KFP does (kfp-semantics 1.2). */
export function resourceName(pipeline: string): string {
  const last = pipeline.slice(pipeline.lastIndexOf('/') + 1);
  const name = last
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxNameLength)
    .replace(/^-+|-+$/g, '');
  return name || 'pipeline';
}
