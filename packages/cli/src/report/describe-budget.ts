import type { Report } from '@tiphys/backend-argo';
import type { PlanLine } from './describe-plan.ts';

/** The size of a manifest next to what Argo and Kubernetes allow. */
export function describeBudget(report: Report): PlanLine[] {
  const { limits } = report;
  const { min, max } = report.pods;
  return [
    row('pods per run', min === max ? String(min) : `${min} to ${max === 'unbounded' ? 'any number (loops)' : max}`),
    row('manifest', used(report.bytes, limits.objectBytes)),
    row('templates', `${report.templates} of ${limits.templates}`),
    row('largest DAG', `${report.tasksPerDag} of ${limits.dagTasks} tasks`),
    row('largest template', used(report.largestTemplate.bytes, limits.templateBytes)),
    row('status when done', `about ${used(report.estimatedStatusBytes, limits.objectBytes)}`),
  ];
}

function row(subject: string, text: string): PlanLine {
  return { depth: 0, subject, text };
}

function used(bytes: number, limit: number): string {
  return `${kibibytes(bytes)} of ${kibibytes(limit)}`;
}

function kibibytes(bytes: number): string {
  const value = bytes / 1024;
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} KiB`;
}
