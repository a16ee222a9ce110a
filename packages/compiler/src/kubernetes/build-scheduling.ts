import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { KubernetesExecutorConfig, TolerationConfig } from '@tiphys/ir';
import { badPodOption } from '../diagnostics.ts';
import type { PodOptions, PodValue } from './pod-options.ts';
import type { PodOptionsContext } from './pod-options-context.ts';

/** Labels that a node must have; the JSON form wins. */
export function buildNodeSelector(
  context: PodOptionsContext,
  config: KubernetesExecutorConfig,
): Pick<PodOptions, 'nodeSelector'> {
  const { labels = {}, nodeSelectorJson } = config.nodeSelector ?? {};
  if (nodeSelectorJson === undefined) {
    return Object.keys(labels).length === 0 ? {} : { nodeSelector: { kind: 'constant', value: { ...labels } } };
  }
  const path = [...context.path, 'nodeSelector', 'nodeSelectorJson'];
  const value = context.values.read('nodeSelector', nodeSelectorJson, path);
  if (value.kind === 'dynamic') return { nodeSelector: value };
  if (isObject(value.value) && Object.values(value.value).every((label) => typeof label === 'string')) {
    return Object.keys(value.value).length === 0 ? {} : { nodeSelector: value };
  }
  if (value.value !== null) context.report(badPodOption(context.place(path), 'nodeSelectorJson', 'a map of texts'));
  return {};
}

/** Taints that the pod puts up with; an empty one is left out. */
export function buildTolerations(context: PodOptionsContext, config: KubernetesExecutorConfig): readonly PodValue[] {
  return config.tolerations.flatMap((entry, index): readonly PodValue[] => {
    const { tolerationJson } = entry;
    if (tolerationJson === undefined) return constants([plainToleration(entry)]);
    const path = [...context.path, 'tolerations', index, 'tolerationJson'];
    const value = context.values.read(`tolerations-${String(index)}`, tolerationJson, path);
    if (value.kind === 'dynamic') return [value];
    const list: readonly JsonValue[] = Array.isArray(value.value) ? (value.value as JsonValue[]) : [value.value];
    const objects = list.filter(isObject);
    if (objects.length !== list.filter((one) => one !== null).length) {
      context.report(badPodOption(context.place(path), 'tolerationJson', 'a toleration or a list of them'));
    }
    return constants(objects);
  });
}

function constants(tolerations: readonly JsonObject[]): readonly PodValue[] {
  return tolerations
    .filter((toleration) => Object.keys(toleration).length > 0)
    .map((value) => ({ kind: 'constant', value }));
}

function plainToleration({ key, operator, value, effect, tolerationSeconds }: TolerationConfig): JsonObject {
  return {
    ...(key && { key }),
    ...(operator && { operator }),
    ...(value && { value }),
    ...(effect && { effect }),
    ...(tolerationSeconds !== undefined && { tolerationSeconds }),
  };
}

/** Whether a value is a JSON object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
