import type { PodMount, PodVolume } from '@tiphys/compiler';
import { podMountJson } from '@tiphys/contract';
import type { LoweredOption } from './split-options.ts';

/**
 * A mount goes with its volume: a Secret or ConfigMap that the run does not name is not mounted either. The mount of a claim
 * stays, so that Kubernetes refuses the pod; but in the patch, since Argo refuses a template that mounts what only the patch
 * has ("volume ... not found in workflow spec").
 */
export function lowerMount(volumes: readonly PodVolume[], mount: PodMount): LoweredOption {
  const source = volumes.find(({ name }) => name === mount.volume)?.source;
  const known = podMountJson(mount);
  if (source === undefined || !('object' in source) || source.object.kind !== 'dynamic') return { known };
  return source.kind === 'claim' ? { patched: known } : { dynamic: { value: source.object, around: () => known } };
}
