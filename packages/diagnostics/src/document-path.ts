import type { DocumentPath } from './diagnostic.ts';

const plainKey = /^[A-Za-z0-9_$-]+$/;

/** Prints a path for people: `root.dag.tasks.train`, `args[0]`, `parameters["a b"]`. Empty for the whole document. */
export function formatPath(path: DocumentPath): string {
  return path.map((step, index) => formatStep(step, index === 0)).join('');
}

function formatStep(step: string | number, first: boolean): string {
  if (typeof step === 'number') {
    return `[${step}]`;
  }
  if (!plainKey.test(step)) {
    return `[${JSON.stringify(step)}]`;
  }
  return first ? step : `.${step}`;
}

/** The path as a JSON Pointer (RFC 6901): `/root/dag/tasks/train`. Empty for the whole document. */
export function toJsonPointer(path: DocumentPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
