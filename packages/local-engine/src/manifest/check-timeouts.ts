import type { Check } from './shape.ts';
import { isMap } from './shape.ts';
import { refusedTimeout } from '../diagnostics.ts';
import { isWholeNumber } from '../text/duration.ts';
import { templateKinds } from './template-kinds.ts';

/** Kinds of templates that run a pod. */
const podKinds = ['container', 'script'];

/**
 * Refuses the timeouts that Argo refuses (validate.go, the same from 3.5 to 4.1). It looks at templates as they stand in their document:
 * what `templateDefaults` adds counts later, where it may do nothing, or fail a pod.
 *
 * @param spec a workflow spec; of another shape it is left to other checks
 */
export const checkTimeouts: Check = (spec, path, report) => {
  const templates = isMap(spec) ? spec['templates'] : undefined;
  if (!Array.isArray(templates)) return;
  templates.forEach((template: unknown, index) => checkTemplate(template, [...path, 'templates', index], report));
};

const checkTemplate: Check = (template, path, report) => {
  if (!isMap(template)) return;
  const kind = templateKinds.find((known) => template[known] !== undefined);
  if (kind === undefined) return;
  const { timeout, activeDeadlineSeconds } = template;
  if (typeof timeout === 'string' && timeout !== '') {
    if (!podKinds.includes(kind)) report(refusedTimeout([...path, 'timeout'], { on: kind }));
    else if (isWholeNumber(timeout)) report(refusedTimeout([...path, 'timeout'], { unitless: timeout }));
  }
  if (activeDeadlineSeconds === undefined) return;
  const place = [...path, 'activeDeadlineSeconds'];
  if (kind === 'dag' || kind === 'steps') report(refusedTimeout(place, { on: kind }));
  else if (!isCount(activeDeadlineSeconds)) report(refusedTimeout(place, { count: activeDeadlineSeconds }));
};

/** A whole number of 0 or more, or a text with tags: what comes of these is seen when the pod is made. */
function isCount(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0;
  const text = String(value);
  return isWholeNumber(text) ? Number(text) >= 0 : text.includes('{{');
}
