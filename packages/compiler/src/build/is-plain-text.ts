import type { Argument } from '@tiphys/contract';

/** Whether a manifest can render a text by itself: it has no launcher to do so, but knows parameters and the names of run, task and workspace. */
export function isPlainText(argument: Argument): boolean {
  if (typeof argument === 'string' || 'parameter' in argument) return true;
  if ('concat' in argument) return argument.concat.every(isPlainText);
  return (
    'job' in argument && ['jobName', 'jobResourceName', 'jobId', 'taskName', 'workspacePath'].includes(argument.job)
  );
}
