type RawMap = Readonly<Record<string, unknown>>;

/** By what the elements of a list are told apart, where Kubernetes merges lists (`patchMergeKey`); others are replaced. */
const mergeKeys: Readonly<Record<string, string>> = {
  artifacts: 'name',
  claims: 'name',
  containers: 'name',
  env: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  parameters: 'name',
  resourceClaims: 'name',
  sidecars: 'name',
  topologySpreadConstraints: 'topologyKey',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

/**
 * A strategic merge, as Kubernetes and Argo do it for the parts of a pod: `over` wins, maps are merged, lists are merged by
 * their key or replaced.
 */
export function strategicMerge<T extends object>(base: object, over: T): T {
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(over)) {
    merged[field] = mergeValues(field, merged[field], value);
  }
  return merged as T;
}

function mergeValues(field: string, base: unknown, over: unknown): unknown {
  if (isMap(base) && isMap(over)) return strategicMerge(base, over);
  const key = mergeKeys[field];
  if (key === undefined || !Array.isArray(base) || !Array.isArray(over)) return over;
  const keyOf = (element: unknown): unknown => (isMap(element) ? element[key] : undefined);
  const left = new Map(base.map((element: unknown) => [keyOf(element), element]));
  // Those of `over` come first, then what only `base` has.
  const own = over.map((element: unknown) => {
    const below = left.get(keyOf(element));
    left.delete(keyOf(element));
    return isMap(below) && isMap(element) ? strategicMerge(below, element) : element;
  });
  return [...own, ...left.values()];
}

function isMap(value: unknown): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
