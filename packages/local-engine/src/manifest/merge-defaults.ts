import { strategicMerge } from '@tiphys/argo-types';
import { isMap } from './shape.ts';
import { templateKinds } from './template-kinds.ts';

/**
 * A template over `spec.templateDefaults`, as Argo does it for every template that it runs: a strategic merge, after which
 * the template still is of its own kind. Maps are merged, lists are merged by their key or replaced; the template wins.
 */
export function mergeDefaults(defaults: unknown, template: unknown): unknown {
  if (!isMap(defaults) || !isMap(template)) {
    return template;
  }
  const merged = strategicMerge(defaults, template);
  const foreign = templateKinds.filter((kind) => template[kind] === undefined);
  const own = Object.entries(merged).filter(([field]) => !(foreign as readonly string[]).includes(field));
  return Object.fromEntries(own);
}
