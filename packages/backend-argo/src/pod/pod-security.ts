import type { PodSecurityContext, SecurityContext } from '@tiphys/argo-types';
import type { PodPatch } from './pod-patch.ts';
import { patchText } from './pod-patch.ts';

/** Profiles of the Pod Security Standards that pods can be made for (https://kubernetes.io/docs/concepts/security/pod-security-standards/). */
export const podSecurityLevels = ['restricted', 'baseline'] as const;
export type PodSecurityLevel = (typeof podSecurityLevels)[number];

/** User and group of pods that may not be root: whatever user an image names, it can be started as this one. */
const user = 65532;

/** For every pod. The group owns the pod's volumes, so that the user can write to them. */
export const restrictedPod: PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** For every container, since pods cannot say it for theirs. */
export const restrictedContainer: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

/** Name of the volume with a token of the pod's service account. */
const tokenVolumeName = 'tiphys-token';

/** What Kubernetes gives every container of a pod that asks for nothing: a token, the cluster's authority, the namespace. */
export const tokenVolume = {
  name: tokenVolumeName,
  projected: {
    sources: [
      { serviceAccountToken: { path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt' } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
    ],
  },
};

/** The token where Kubernetes' libraries look for it, for a container that needs it. */
export const tokenMount = {
  name: tokenVolumeName,
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
};

const argoMounts = { volumeMounts: [tokenMount] };

/** Keeps the token of one pod from all containers but Argo's own, where not all pods of the workflow are patched so. */
export const withoutToken: Pick<PodPatch, 'pod' | 'others'> = {
  pod: {
    automountServiceAccountToken: patchText(false),
    volumes: patchText([tokenVolume]),
    initContainers: patchText([{ name: 'init', ...argoMounts }]),
  },
  others: [patchText({ name: 'wait', ...argoMounts })],
};
