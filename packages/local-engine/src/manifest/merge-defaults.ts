import { isMap } from './shape.ts';
import { templateKinds } from './template-kinds.ts';

type RawMap = Readonly<Record<string, unknown>>;

/** By what the elements of a list are told apart, where Kubernetes merges lists (`patchMergeKey`); others are replaced. */
const mergeKeys: Readonly<Record<string, string>> = {
  artifacts: 'name',
  env: 'name',
  initContainers: 'name',
  parameters: 'name',
  sidecars: 'name',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

/**
 * A template over `spec.templateDefaults`, as Argo does it for every template that it runs: a strategic merge, after which
 * the template still is of its own kind. Maps are merged, lists are merged by their key or replaced; the template wins.
 */
export function mergeDefaults(defaults: unknown, template: unknown): unknown {
  if (!isMap(defaults) || !isMap(template)) {
    return template;
  }
  const merged = mergeMaps(defaults, template);
  const foreign = templateKinds.filter((kind) => template[kind] === undefined);
  const own = Object.entries(merged).filter(([field]) => !(foreign as readonly string[]).includes(field));
  return Object.fromEntries(own);
}

/** A strategic merge, as Kubernetes does it for the fields that are known here: `over` wins. */
export function mergeMaps(base: RawMap, over: RawMap): RawMap {
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(over)) {
    merged[field] = mergeValues(field, base[field], value);
  }
  return merged;
}

function mergeValues(field: string, base: unknown, over: unknown): unknown {
  if (isMap(base) && isMap(over)) {
    return mergeMaps(base, over);
  }
  const key = mergeKeys[field];
  if (key === undefined || !Array.isArray(base) || !Array.isArray(over)) {
    return over;
  }
  const keyOf = (element: unknown): unknown => (isMap(element) ? element[key] : undefined);
  const left = new Map(base.map((element: unknown) => [keyOf(element), element]));
  // The template's own come first, then what only the defaults have.
  const own = over.map((element: unknown) => {
    const below = left.get(keyOf(element));
    left.delete(keyOf(element));
    return isMap(below) && isMap(element) ? mergeMaps(below, element) : element;
  });
  return [...own, ...left.values()];
}
