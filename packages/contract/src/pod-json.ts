import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { PodMetadata, PodMount, PodVariable, PodVolume } from './pod-parts.ts';

/*
 * Parts of a pod in Kubernetes' own JSON. A manifest has them where its pods are described, and a task that asks for them is told
 * the same. `object` is the name of the Secret, ConfigMap or claim, or what stands for it.
 */

/** An `EnvVar`. */
export function podVariableJson({ name, from }: PodVariable, object: JsonValue): JsonObject {
  if (from.kind === 'field') return { name, valueFrom: { fieldRef: { fieldPath: from.path } } };
  const field = from.kind === 'secret' ? 'secretKeyRef' : 'configMapKeyRef';
  const { key, optional } = from;
  return { name, valueFrom: { [field]: { name: object, key, ...(optional !== undefined && { optional }) } } };
}

/** A `Volume`. */
export function podVolumeJson({ name, source }: PodVolume, object: JsonValue): JsonObject {
  switch (source.kind) {
    case 'secret':
      return { name, secret: { secretName: object, optional: source.optional } };
    case 'config-map':
      return { name, configMap: { name: object, optional: source.optional } };
    case 'claim':
      return { name, persistentVolumeClaim: { claimName: object } };
    case 'empty': {
      const { medium, sizeLimit } = source;
      return { name, emptyDir: { ...(medium && { medium }), ...(sizeLimit && { sizeLimit }) } };
    }
    case 'ephemeral': {
      const { accessModes, size, storageClassName, metadata } = source;
      const volumeClaimTemplate = {
        ...(metadata && podMetadataJson(metadata)),
        spec: {
          accessModes: [...accessModes],
          ...(storageClassName !== undefined && { storageClassName }),
          resources: { requests: { storage: size } },
        },
      };
      return { name, ephemeral: { volumeClaimTemplate } };
    }
  }
}

/** A `VolumeMount`. */
export function podMountJson({ volume, path, subPath }: PodMount): JsonObject {
  return { name: volume, mountPath: path, ...(subPath !== undefined && { subPath }) };
}

/** `metadata` and what is in it; no member at all when there is nothing. */
export function podMetadataJson({ labels, annotations }: PodMetadata): { readonly metadata?: JsonObject } {
  const metadata = {
    ...(Object.keys(labels).length > 0 && { labels: { ...labels } }),
    ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
  };
  return Object.keys(metadata).length === 0 ? {} : { metadata };
}
