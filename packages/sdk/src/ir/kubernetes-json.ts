import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { isValue } from '../model.ts';
import type { AnyValue, TaskSettings } from '../model.ts';
import type { EphemeralVolume, NodeRequirement, PvcMount } from '../pipeline/kubernetes-settings.ts';

type KubernetesOptions = NonNullable<TaskSettings['kubernetes']>;

/** Gives the reference of a value, as the inputs of a task have it. */
export type Refer = (value: AnyValue) => JsonObject;

/**
 * `KubernetesExecutorConfig`, as the Python functions write it: 64-bit integers are texts, and names that are known stand there twice,
 * because older backends of KFP know the plain form alone.
 */
export function kubernetesJson(options: KubernetesOptions, refer: Refer): JsonObject {
  const parameter = (given: JsonValue | AnyValue): JsonObject =>
    isValue(given) ? refer(given) : { runtimeValue: { constant: given } };
  const named = (field: 'secretName' | 'configMapName', name: string | AnyValue): JsonObject => ({
    [`${field}Parameter`]: parameter(name),
    ...(!isValue(name) && { [field]: name }),
  });
  const { imagePullPolicy, timeoutSeconds, nodeSelector, nodeAffinityJson, securityContext } = options;
  const selector = nodeSelector === undefined ? {} : selectorJson(nodeSelector, parameter);
  return {
    ...listed('secretAsEnv', options.secretAsEnv, ({ secret, keys, optional = false }) => ({
      ...named('secretName', secret),
      keyToEnv: Object.entries(keys).map(([secretKey, envVar]) => ({ secretKey, envVar })),
      optional,
    })),
    ...listed('secretAsVolume', options.secretAsVolume, ({ secret, mountPath, optional = false }) => ({
      ...named('secretName', secret),
      mountPath,
      optional,
    })),
    ...listed('configMapAsEnv', options.configMapAsEnv, ({ configMap, keys, optional = false }) => ({
      ...named('configMapName', configMap),
      keyToEnv: Object.entries(keys).map(([configMapKey, envVar]) => ({ configMapKey, envVar })),
      optional,
    })),
    ...listed('configMapAsVolume', options.configMapAsVolume, ({ configMap, mountPath, optional = false }) => ({
      ...named('configMapName', configMap),
      mountPath,
      optional,
    })),
    ...listed('pvcMount', options.pvcMount, (mount) => pvcMountJson(mount, parameter)),
    ...listed('genericEphemeralVolume', options.ephemeralVolume, ephemeralVolumeJson),
    ...listed('emptyDirMounts', options.emptyDirMounts, ({ name, mountPath, medium, sizeLimit }) => ({
      volumeName: name,
      mountPath,
      ...(medium !== undefined && { medium }),
      ...(sizeLimit !== undefined && { sizeLimit }),
    })),
    ...(Object.keys(selector).length > 0 && { nodeSelector: selector }),
    ...nodeAffinity(options, nodeAffinityJson === undefined ? [] : [{ nodeAffinityJson: parameter(nodeAffinityJson) }]),
    ...listed('tolerations', options.tolerations, (toleration) => {
      if (isValue(toleration)) return { tolerationJson: parameter(toleration) };
      const { tolerationSeconds, ...rest } = toleration;
      return { ...rest, ...(tolerationSeconds !== undefined && { tolerationSeconds: String(tolerationSeconds) }) };
    }),
    ...metadata('podMetadata', options.podLabels, options.podAnnotations),
    ...listed('imagePullSecret', options.imagePullSecrets, (secret) => named('secretName', secret)),
    ...(imagePullPolicy !== undefined && { imagePullPolicy }),
    ...(timeoutSeconds !== undefined && timeoutSeconds > 0 && { activeDeadlineSeconds: String(timeoutSeconds) }),
    ...listed('fieldPathAsEnv', Object.entries(options.fieldPathAsEnv ?? {}), ([name, fieldPath]) => ({
      name,
      fieldPath,
    })),
    ...(securityContext !== undefined && { securityContext: securityContextJson(securityContext) }),
  };
}

function listed<T>(name: string, items: readonly T[] | undefined, write: (item: T) => JsonObject): JsonObject {
  return items === undefined || items.length === 0 ? {} : { [name]: items.map(write) };
}

/** Three forms of one name: the second and third are for older backends. */
function pvcMountJson(
  { claim, mountPath, subPath }: PvcMount<string | AnyValue>,
  parameter: (given: string | AnyValue) => JsonObject,
): JsonObject {
  const pvcNameParameter = parameter(claim);
  const { parameterExpressionSelector: _selector, runtimeValue: _constant, ...reference } = pvcNameParameter;
  return {
    mountPath,
    ...(subPath !== undefined && subPath !== '' && { subPath }),
    pvcNameParameter,
    ...(isValue(claim) ? reference : { constant: claim }),
  };
}

function ephemeralVolumeJson(volume: EphemeralVolume): JsonObject {
  const { name, mountPath, accessModes, size, storageClassName, labels, annotations } = volume;
  return {
    volumeName: name,
    mountPath,
    accessModes: [...accessModes],
    size,
    ...(storageClassName === undefined ? { defaultStorageClass: true } : { storageClassName }),
    ...metadata('metadata', labels, annotations),
  };
}

function selectorJson(
  selector: NonNullable<KubernetesOptions['nodeSelector']>,
  parameter: (given: AnyValue) => JsonObject,
): JsonObject {
  if (isValue(selector)) return { nodeSelectorJson: parameter(selector) };
  return Object.keys(selector).length === 0 ? {} : { labels: { ...selector } };
}

function nodeAffinity({ nodeAffinity: terms = [] }: KubernetesOptions, more: readonly JsonObject[]): JsonObject {
  const written = terms.map(({ matchExpressions, matchFields, weight }) => ({
    ...listed('matchExpressions', matchExpressions, requirementJson),
    ...listed('matchFields', matchFields, requirementJson),
    ...(weight !== undefined && { weight }),
  }));
  return listed('nodeAffinity', [...written, ...more], (term) => term);
}

function requirementJson({ key, operator, values = [] }: NodeRequirement): JsonObject {
  return { key, operator, ...(values.length > 0 && { values: [...values] }) };
}

function metadata(
  name: string,
  labels: Readonly<Record<string, string>> = {},
  annotations: Readonly<Record<string, string>> = {},
): JsonObject {
  const written = {
    ...(Object.keys(labels).length > 0 && { labels: { ...labels } }),
    ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
  };
  return Object.keys(written).length === 0 ? {} : { [name]: written };
}

function securityContextJson({
  runAsUser,
  runAsGroup,
  runAsNonRoot,
}: NonNullable<KubernetesOptions['securityContext']>): JsonObject {
  return {
    ...(runAsUser !== undefined && { runAsUser: String(runAsUser) }),
    ...(runAsGroup !== undefined && { runAsGroup: String(runAsGroup) }),
    ...(runAsNonRoot !== undefined && { runAsNonRoot }),
  };
}
