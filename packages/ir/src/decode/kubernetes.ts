import type { JsonObject } from '@tiphys/diagnostics';
import type {
  GenericEphemeralVolume,
  ImagePullPolicy,
  InitContainerConfig,
  KubernetesExecutorConfig,
  KubernetesPipelineConfig,
  KubernetesPlatformSpec,
  NamedConfigMap,
  NamedSecret,
  NodeAffinityTerm,
  PodAffinityTerm,
  PodMetadataConfig,
  PvcMount,
  SelectorRequirement,
  TolerationConfig,
} from '../kubernetes-spec.ts';
import type { Fields } from './combinators.ts';
import { filled, list, map, message, optional, required } from './combinators.ts';
import type { Decoder } from './decoding.ts';
import { emptyList, emptyMap } from './empty.ts';
import { bool, int, jsonObject, oneOf, text } from './primitives.ts';
import { inputParameter, taskOutputParameter } from './task.ts';

type Item<Name extends keyof KubernetesExecutorConfig> =
  NonNullable<KubernetesExecutorConfig[Name]> extends readonly (infer T extends object)[] ? T : never;
type Single<Name extends keyof KubernetesExecutorConfig> = NonNullable<KubernetesExecutorConfig[Name]> & object;

const many = <T>(item: Decoder<T>) => filled(list(item), emptyList as readonly T[]);
const texts = filled(map(text), emptyMap as Readonly<Record<string, string>>);

const secret: Fields<NamedSecret> = { secretName: optional(text), secretNameParameter: optional(inputParameter) };
const configMap: Fields<NamedConfigMap> = {
  configMapName: optional(text),
  configMapNameParameter: optional(inputParameter),
};

const podMetadata = message<PodMetadataConfig>({ labels: texts, annotations: texts });

const pvcMount = message<PvcMount>({
  pvcNameParameter: optional(inputParameter),
  constant: optional(text),
  taskOutputParameter: optional(taskOutputParameter),
  componentInputParameter: optional(text),
  mountPath: required(text),
  subPath: optional(text),
});

const ephemeralVolume = message<GenericEphemeralVolume>({
  volumeName: required(text),
  mountPath: required(text),
  accessModes: many(text),
  size: required(text),
  defaultStorageClass: optional(bool),
  storageClassName: optional(text),
  metadata: optional(podMetadata),
});

const toleration = message<TolerationConfig>({
  key: optional(text),
  operator: optional(text),
  value: optional(text),
  effect: optional(text),
  tolerationSeconds: optional(int),
  tolerationJson: optional(inputParameter),
});

const requirement = message<SelectorRequirement>({ key: required(text), operator: required(text), values: many(text) });

const nodeAffinityTerm = message<NodeAffinityTerm>({
  matchExpressions: many(requirement),
  matchFields: many(requirement),
  weight: optional(int),
  nodeAffinityJson: optional(inputParameter),
});

const podAffinityTerm = message<PodAffinityTerm>({
  matchPodExpressions: many(requirement),
  matchPodLabels: texts,
  topologyKey: optional(text),
  namespaces: many(text),
  matchNamespaceExpressions: many(requirement),
  matchNamespaceLabels: texts,
  weight: optional(int),
  anti: optional(bool),
});

const initContainer = message<InitContainerConfig>({
  name: required(text),
  image: required(text),
  command: many(text),
  args: many(text),
  env: many(message<InitContainerConfig['env'][number]>({ name: required(text), value: filled(text, '') })),
  volumeMounts: many(
    message<InitContainerConfig['volumeMounts'][number]>({ volumeName: required(text), mountPath: required(text) }),
  ),
  restartPolicy: optional(oneOf(['Always'] as const)),
  resources: optional(message<NonNullable<InitContainerConfig['resources']>>({ requests: texts, limits: texts })),
});

const executorConfig = message<KubernetesExecutorConfig>({
  secretAsVolume: many(
    message<Item<'secretAsVolume'>>({ ...secret, mountPath: required(text), optional: optional(bool) }),
  ),
  secretAsEnv: many(
    message<Item<'secretAsEnv'>>({
      ...secret,
      keyToEnv: many(
        message<Item<'secretAsEnv'>['keyToEnv'][number]>({ secretKey: required(text), envVar: required(text) }),
      ),
      optional: optional(bool),
    }),
  ),
  configMapAsVolume: many(
    message<Item<'configMapAsVolume'>>({ ...configMap, mountPath: required(text), optional: optional(bool) }),
  ),
  configMapAsEnv: many(
    message<Item<'configMapAsEnv'>>({
      ...configMap,
      keyToEnv: many(
        message<Item<'configMapAsEnv'>['keyToEnv'][number]>({ configMapKey: required(text), envVar: required(text) }),
      ),
      optional: optional(bool),
    }),
  ),
  pvcMount: many(pvcMount),
  genericEphemeralVolume: many(ephemeralVolume),
  emptyDirMounts: many(
    message<Item<'emptyDirMounts'>>({
      volumeName: required(text),
      mountPath: required(text),
      medium: optional(text),
      sizeLimit: optional(text),
    }),
  ),
  nodeSelector: optional(
    message<Single<'nodeSelector'>>({ labels: texts, nodeSelectorJson: optional(inputParameter) }),
  ),
  tolerations: many(toleration),
  nodeAffinity: many(nodeAffinityTerm),
  podAffinity: many(podAffinityTerm),
  enabledSharedMemory: optional(
    message<Single<'enabledSharedMemory'>>({ volumeName: optional(text), size: optional(text) }),
  ),
  podMetadata: optional(podMetadata),
  imagePullSecret: many(message<NamedSecret>(secret)),
  imagePullPolicy: optional(oneOf<ImagePullPolicy>(['Always', 'Never', 'IfNotPresent'])),
  activeDeadlineSeconds: optional(int),
  fieldPathAsEnv: many(message<Item<'fieldPathAsEnv'>>({ name: required(text), fieldPath: required(text) })),
  securityContext: optional(
    message<Single<'securityContext'>>({
      runAsUser: optional(int),
      runAsGroup: optional(int),
      runAsNonRoot: optional(bool),
    }),
  ),
  initContainers: many(initContainer),
});

const workspace = message<NonNullable<KubernetesPipelineConfig['workspace']>>({
  size: optional(text),
  kubernetes: optional(message<{ readonly pvcSpecPatch?: JsonObject }>({ pvcSpecPatch: optional(jsonObject) })),
});

const pipelineConfig = message<KubernetesPipelineConfig>({
  resourceTtlOnCompletion: optional(int),
  resourceTtlOnSuccess: optional(int),
  resourceTtlOnFailure: optional(int),
  activeDeadlineSeconds: optional(int),
  workspace: optional(workspace),
});

/** The platform `kubernetes`. */
export const kubernetesPlatform: Decoder<KubernetesPlatformSpec> = message<KubernetesPlatformSpec>({
  deploymentSpec: optional(
    message<NonNullable<KubernetesPlatformSpec['deploymentSpec']>>({
      executors: filled(map(executorConfig), emptyMap),
    }),
  ),
  pipelineConfig: optional(pipelineConfig),
  platform: optional(text),
  version: optional(text),
  config: optional(jsonObject),
});
