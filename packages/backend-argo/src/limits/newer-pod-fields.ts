import type { PodTypes } from '../argo-features.ts';

/**
 * Fields of pods that came after Kubernetes 1.24, by what they are in, with the first of the types that some Argo reads
 * pods with ({@link PodTypes}) that has them. Other fields of those objects have no such names. What is within a field that is newer itself is
 * left out, unless it is newer still.
 */
export const newerPodFields: Readonly<Record<string, Readonly<Record<string, PodTypes>>>> = {
  claims: { request: '1.32' },
  container: { resizePolicy: '1.30' },
  dataSourceRef: { namespace: '1.30' },
  lifecycle: { stopSignal: '1.33' },
  // The types of 1.30 know resource claims with their names in another place, where no later Kubernetes looks.
  pod: { hostUsers: '1.30', resourceClaims: '1.32', resources: '1.32', schedulingGates: '1.30' },
  podAffinityTerm: { matchLabelKeys: '1.30', mismatchLabelKeys: '1.30' },
  postStart: { sleep: '1.30' },
  preStop: { sleep: '1.30' },
  requiredDuringSchedulingIgnoredDuringExecution: { matchLabelKeys: '1.30', mismatchLabelKeys: '1.30' },
  resources: { claims: '1.30' },
  securityContext: { appArmorProfile: '1.30', seLinuxChangePolicy: '1.32', supplementalGroupsPolicy: '1.32' },
  sidecars: { resizePolicy: '1.30' },
  sources: { clusterTrustBundle: '1.30' },
  spec: { volumeAttributesClassName: '1.30' },
  topologySpreadConstraints: { matchLabelKeys: '1.30', nodeAffinityPolicy: '1.30', nodeTaintsPolicy: '1.30' },
  volumeMounts: { recursiveReadOnly: '1.30' },
  volumes: { image: '1.32' },
};
