import type { Template, Workflow } from '@tiphys/argo-types';
import type { Diagnostic } from '@tiphys/diagnostics';
import { tooManyTasks, tooManyTemplates, templateTooLarge, workflowTooLarge } from '../diagnostics.ts';
import { limits } from './limits.ts';

/** Warns where a manifest is beyond what Argo or Kubernetes takes. */
export function checkLimits(workflow: Workflow): readonly Diagnostic[] {
  const templates = workflow.spec.templates ?? [];
  const bytes = byteLength(workflow);
  return [
    ...templates.flatMap(checkTemplate),
    ...(templates.length > limits.templates ? [tooManyTemplates(templates.length)] : []),
    ...(bytes > limits.objectBytes ? [workflowTooLarge(bytes)] : []),
  ];
}

function checkTemplate(template: Template): readonly Diagnostic[] {
  const name = template.name ?? '';
  const tasks = template.dag?.tasks.length ?? 0;
  const bytes = byteLength(template);
  return [
    ...(tasks > limits.dagTasks ? [tooManyTasks(name, tasks)] : []),
    ...(bytes > limits.templateBytes ? [templateTooLarge(name, bytes)] : []),
  ];
}

/** Bytes of a value as JSON in UTF-8. */
export function byteLength(value: unknown): number {
  const text = JSON.stringify(value);
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // A surrogate is half of a character of four bytes.
    if (unit >= 0xd800 && unit <= 0xdfff) bytes += 1;
    else if (unit > 0x7ff) bytes += 2;
    else if (unit > 0x7f) bytes += 1;
  }
  return bytes;
}
