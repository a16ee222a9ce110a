import type { Template, Workflow } from '@tiphys/argo-types';
import type { Diagnostic } from '@tiphys/diagnostics';
import { argoFeatures } from '../argo-features.ts';
import { runTooLarge, templateTooLarge, tooManyParameters, tooManyTasks, workflowTooLarge } from '../diagnostics.ts';
import type { ArgoVersion } from '../options.ts';
import { byteLength } from './byte-length.ts';
import { estimateRun } from './estimate-run.ts';
import { limits } from './limits.ts';

/** Warns where a manifest is beyond what Argo or Kubernetes takes. */
export function checkLimits(workflow: Workflow, version: ArgoVersion): readonly Diagnostic[] {
  const templates = workflow.spec.templates ?? [];
  const { bytes, nodes, estimatedBytes } = estimateRun(workflow.spec);
  return [
    ...(argoFeatures[version].hasFullDefinitions ? checkCounts(workflow, templates) : []),
    ...templates.flatMap(checkSize),
    ...(bytes > limits.objectBytes ? [workflowTooLarge(bytes)] : []),
    ...(bytes <= limits.objectBytes && estimatedBytes > limits.objectBytes ? [runTooLarge(nodes, estimatedBytes)] : []),
  ];
}

/** What the full CRDs count. */
function checkCounts(workflow: Workflow, templates: readonly Template[]): readonly Diagnostic[] {
  const given = workflow.spec.arguments?.parameters?.length ?? 0;
  return [
    ...templates.flatMap((template) => {
      const name = template.name ?? '';
      const tasks = template.dag?.tasks.length ?? 0;
      const parameters = Math.max(template.inputs?.parameters?.length ?? 0, template.outputs?.parameters?.length ?? 0);
      return [
        ...(tasks > limits.dagTasks ? [tooManyTasks(name, tasks)] : []),
        ...(parameters > limits.parameters ? [tooManyParameters(`The template "${name}"`, parameters)] : []),
      ];
    }),
    ...(given > limits.parameters ? [tooManyParameters('The workflow', given)] : []),
  ];
}

function checkSize(template: Template): readonly Diagnostic[] {
  const bytes = byteLength(template);
  return bytes > limits.templateBytes ? [templateTooLarge(template.name ?? '', bytes)] : [];
}
