import type { Argument, JobProperty } from '@tiphys/contract';

const known: ReadonlySet<JobProperty> = new Set([
  'jobName',
  'jobResourceName',
  'jobId',
  'jobCreateTime',
  'jobScheduleTime',
  'taskName',
  'workspacePath',
]);

/**
 * Whether a manifest can render a text by itself: it has no launcher to do so, but knows parameters, the
 * names of run, task and workspace, and when the run began.
 */
export function isPlainText(argument: Argument): boolean {
  if (typeof argument === 'string' || 'parameter' in argument) return true;
  if ('json' in argument) return isPlainText(argument.json);
  if ('concat' in argument) return argument.concat.every(isPlainText);
  return 'job' in argument && known.has(argument.job);
}
