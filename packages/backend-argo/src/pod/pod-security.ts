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
const tokenVolume = 'tiphys-token';

/** What Kubernetes gives every container of a pod that asks for nothing: a token, the cluster's authority, the namespace. */
const token = {
  name: tokenVolume,
  projected: {
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
    ],
  },
};

/** The token where Kubernetes' libraries look for it, for a container that needs it. */
export const tokenMount = {
  name: tokenVolume,
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  readOnly: true,
};

/** A patch of a pod, and of containers that it has anyway. */
type SharedPatch = Pick<PodPatch, 'pod' | 'others'>;

/**
 * Keeps the pod's token from all containers but Argo's own. Argo's field of that name would want a Secret with a token that
 * never ends (argo-facts 5); a patch comes after Argo has looked.
 */
export const withoutToken: SharedPatch = argoContainers(
  { volumeMounts: [tokenMount] },
  {
    automountServiceAccountToken: patchText(false),
    volumes: patchText([token]),
  },
);

/** Gives Argo's own containers what it does not give them itself, and nobody else the pod's token. */
export const restrictedPatch: SharedPatch = argoContainers(
  { securityContext: restrictedContainer, volumeMounts: [tokenMount] },
  withoutToken.pod,
);

function argoContainers(fields: object, pod: PodPatch['pod']): SharedPatch {
  const { initContainers: _, ...rest } = pod;
  return {
    pod: { ...rest, initContainers: patchText([{ name: 'init', ...fields }]) },
    others: [patchText({ name: 'wait', ...fields })],
  };
}
