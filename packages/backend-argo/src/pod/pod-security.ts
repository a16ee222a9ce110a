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

/** Gives Argo's own containers what it does not give them itself. */
export const restrictedPatch: Pick<PodPatch, 'pod' | 'others'> = {
  pod: { initContainers: patchText([{ name: 'init', securityContext: restrictedContainer }]) },
  others: [patchText({ name: 'wait', securityContext: restrictedContainer })],
};
