import type { UserContainer, VolumeMount } from '@tiphys/argo-types';
import type { PodInitContainer, PodOptions } from '@tiphys/compiler';
import { lowerMount } from './lower-mount.ts';
import type { PodSecurityLevel } from './pod-security.ts';
import { restrictedContainer } from './pod-security.ts';
import { listText, splitOptions } from './split-options.ts';

/** An init container, and what of its mounts goes into the patch, for the same reasons as those of the main one. */
export function lowerInitContainer(
  { name, image, command, args, env, mounts, sidecar, resources }: PodInitContainer,
  { volumes }: PodOptions,
  security: PodSecurityLevel,
): { readonly container: UserContainer; readonly patch?: string } {
  const lowered = splitOptions(mounts, (mount) => lowerMount(volumes, mount));
  const patched = listText(lowered.patched, lowered.dynamic);
  const container = {
    name,
    image,
    ...(command.length > 0 && { command: [...command] }),
    ...(args.length > 0 && { args: [...args] }),
    ...(env.length > 0 && { env: [...env] }),
    ...(lowered.known.length > 0 && { volumeMounts: lowered.known as unknown as VolumeMount[] }),
    ...(resources && { resources: { requests: { ...resources.requests }, limits: { ...resources.limits } } }),
    ...(security === 'restricted' && { securityContext: restrictedContainer }),
    ...(sidecar === true && { restartPolicy: 'Always' }),
  };
  if (patched === undefined) return { container };
  return { container, patch: `{"name":${JSON.stringify(name)},"volumeMounts":${patched}}` };
}
