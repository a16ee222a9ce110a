import type { DocumentPath, JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { KubernetesExecutorConfig, NodeAffinityTerm, PodAffinityTerm, SelectorRequirement } from '@tiphys/ir';
import { badPodOption, mixedAffinity } from '../diagnostics.ts';
import { isObject } from './build-scheduling.ts';
import type { PodOptions } from './pod-options.ts';
import type { PodOptionsContext } from './pod-options-context.ts';

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

/**
 * Where a pod may run. The SDK calls each entry a constraint, so all required ones hold together; KFP writes them as
 * alternatives, of which any one is enough (B22). The terms inside one JSON value stay alternatives, as Kubernetes has it.
 */
export function buildNodeAffinity(
  context: PodOptionsContext,
  config: KubernetesExecutorConfig,
): Pick<PodOptions, 'nodeAffinity'> {
  let terms: readonly JsonObject[] = [];
  const preferences: JsonValue[] = [];
  for (const [index, entry] of config.nodeAffinity.entries()) {
    const path = [...context.path, 'nodeAffinity', index];
    if (entry.nodeAffinityJson === undefined) {
      const term = nodeTerm(entry);
      if (Object.keys(term).length === 0) continue;
      if (entry.weight) preferences.push({ weight: entry.weight, preference: term });
      else terms = allOf(context, path, terms, [term]);
      continue;
    }
    const at = [...path, 'nodeAffinityJson'];
    const value = context.values.read(`nodeAffinity-${String(index)}`, entry.nodeAffinityJson, at);
    if (value.kind === 'dynamic') {
      if (config.nodeAffinity.length > 1) context.report(mixedAffinity(context.place(at)));
      return { nodeAffinity: value };
    }
    if (isObject(value.value)) {
      const selector = value.value[required];
      terms = allOf(context, at, terms, objects(isObject(selector) ? selector['nodeSelectorTerms'] : undefined));
      preferences.push(...objects(value.value[preferred]));
    } else if (value.value !== null) {
      context.report(badPodOption(context.place(at), 'nodeAffinityJson', 'a NodeAffinity object'));
    }
  }
  const affinity = {
    ...(terms.length > 0 && { [required]: { nodeSelectorTerms: terms } }),
    ...(preferences.length > 0 && { [preferred]: preferences }),
  };
  return Object.keys(affinity).length === 0 ? {} : { nodeAffinity: { kind: 'constant', value: affinity } };
}

/** Alternatives that a pod may have: each entry multiplies them, and the scheduler tries them all for every node. */
const maxTerms = 100;

/** Alternatives that hold where one of each side holds. */
function allOf(
  context: PodOptionsContext,
  path: DocumentPath,
  left: readonly JsonObject[],
  right: readonly JsonObject[],
): readonly JsonObject[] {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  if (left.length * right.length > maxTerms) {
    context.report(
      badPodOption(context.place(path), 'nodeAffinity', `of at most ${maxTerms} alternatives, all combined`),
    );
    return left;
  }
  return left.flatMap((one) => right.map((other) => bothTerms(one, other)));
}

function bothTerms(one: JsonObject, other: JsonObject): JsonObject {
  return Object.fromEntries(
    ['matchExpressions', 'matchFields'].flatMap((key): [string, JsonValue][] => {
      const all = [...objects(one[key]), ...objects(other[key])];
      return all.length === 0 ? [] : [[key, all]];
    }),
  );
}

function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as JsonValue[]).filter(isObject) : [];
}

function nodeTerm({ matchExpressions, matchFields }: NodeAffinityTerm): JsonObject {
  return {
    ...(matchExpressions.length > 0 && { matchExpressions: matchExpressions.map(requirement) }),
    ...(matchFields.length > 0 && { matchFields: matchFields.map(requirement) }),
  };
}

function requirement({ key, operator, values }: SelectorRequirement): JsonObject {
  return { key, operator, ...(values.length > 0 && { values }) };
}

/** Which pods a pod wants to be near, or away from; KFP accepts this and does nothing (B22). */
export function buildPodAffinity(
  config: KubernetesExecutorConfig,
): Pick<PodOptions, 'podAffinity' | 'podAntiAffinity'> {
  const near = podTerms(config.podAffinity.filter(({ anti }) => anti !== true));
  const away = podTerms(config.podAffinity.filter(({ anti }) => anti === true));
  return { ...(near && { podAffinity: near }), ...(away && { podAntiAffinity: away }) };
}

function podTerms(entries: readonly PodAffinityTerm[]): JsonObject | undefined {
  const must = entries.filter(({ weight }) => !weight).map(podTerm);
  const may = entries
    .filter(({ weight }) => weight)
    .map((entry) => ({ weight: entry.weight ?? 1, podAffinityTerm: podTerm(entry) }));
  if (entries.length === 0) return undefined;
  return { ...(must.length > 0 && { [required]: must }), ...(may.length > 0 && { [preferred]: may }) };
}

function podTerm(entry: PodAffinityTerm): JsonObject {
  const namespaceSelector = labelSelector(entry.matchNamespaceExpressions, entry.matchNamespaceLabels);
  return {
    labelSelector: labelSelector(entry.matchPodExpressions, entry.matchPodLabels) ?? {},
    topologyKey: entry.topologyKey ?? 'kubernetes.io/hostname',
    ...(entry.namespaces.length > 0 && { namespaces: entry.namespaces }),
    ...(namespaceSelector && { namespaceSelector }),
  };
}

function labelSelector(
  expressions: readonly SelectorRequirement[],
  labels: Readonly<Record<string, string>>,
): JsonObject | undefined {
  const selector = {
    ...(expressions.length > 0 && { matchExpressions: expressions.map(requirement) }),
    ...(Object.keys(labels).length > 0 && { matchLabels: { ...labels } }),
  };
  return Object.keys(selector).length === 0 ? undefined : selector;
}
