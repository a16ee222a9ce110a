import type { EnvVar, SecurityContext, Template, UserContainer, Volume, VolumeMount } from '@tiphys/argo-types';
import type { PodOptions, PodUser, PodVariable, PodVolume } from '@tiphys/compiler';
import { podMetadataJson, podVariableJson, podVolumeJson } from '@tiphys/contract';
import { lowerInitContainer } from './lower-init-container.ts';
import { lowerMount } from './lower-mount.ts';
import type { SchedulingFields } from './lower-scheduling.ts';
import { lowerScheduling } from './lower-scheduling.ts';
import type { PodPatch } from './pod-patch.ts';
import { patchList } from './pod-patch.ts';
import type { PodSecurityLevel } from './pod-security.ts';
import type { LoweredOption } from './split-options.ts';
import { listText, optionAround, splitOptions } from './split-options.ts';

type Container = NonNullable<Template['container']>;

/** What the options of a pod become: parts of its template and its main container, and a patch. */
export interface LoweredPod {
  readonly template: SchedulingFields & Partial<Pick<Template, 'metadata' | 'activeDeadlineSeconds'>>;
  readonly volumes: readonly Volume[];
  readonly initContainers: readonly UserContainer[];
  readonly container: Partial<Pick<Container, 'imagePullPolicy' | 'securityContext'>>;
  readonly env: readonly EnvVar[];
  readonly mounts: readonly VolumeMount[];
  readonly patch: PodPatch;
}

/**
 * The options of a pod as Argo takes them. What is known now stands in the template's own fields, where it is easy to
 * read; the rest is patched in, under the names of the template's inputs.
 */
export function lowerPod(options: PodOptions, security: PodSecurityLevel): LoweredPod {
  const env = splitOptions(options.env, lowerVariable);
  const volumes = splitOptions(options.volumes, lowerVolume);
  const mounts = splitOptions(options.mounts, (mount) => lowerMount(options.volumes, mount));
  const initContainers = options.initContainers.map((container) => lowerInitContainer(container, options, security));
  const initPatches = initContainers.flatMap(({ patch }) => patch ?? []);
  const { imagePullPolicy, runAs, activeDeadlineSeconds, metadata } = options;
  const scheduling = lowerScheduling(options);
  const pullSecrets = splitOptions(options.imagePullSecrets, (object) => optionAround(object, (name) => ({ name })));
  const imagePullSecrets = listText(pullSecrets.known, pullSecrets.dynamic);
  const patchedVolumes = listText([], volumes.dynamic);
  const patchedEnv = listText([], env.dynamic);
  const patchedMounts = listText(mounts.patched, mounts.dynamic);
  return {
    template: {
      ...scheduling.template,
      ...(metadata && podMetadataJson(metadata)),
      ...(activeDeadlineSeconds !== undefined && { activeDeadlineSeconds }),
    },
    volumes: volumes.known as Volume[],
    initContainers: initContainers.map(({ container }) => container),
    container: {
      ...(imagePullPolicy && { imagePullPolicy }),
      ...(runAs && { securityContext: lowerUser(runAs) }),
    },
    env: env.known as unknown as EnvVar[],
    mounts: mounts.known as unknown as VolumeMount[],
    patch: {
      pod: {
        ...scheduling.patch,
        ...(imagePullSecrets !== undefined && { imagePullSecrets }),
        ...(patchedVolumes !== undefined && { volumes: patchedVolumes }),
        ...(initPatches.length > 0 && { initContainers: patchList(initPatches) }),
      },
      main: {
        ...(patchedEnv !== undefined && { env: patchedEnv }),
        ...(patchedMounts !== undefined && { volumeMounts: patchedMounts }),
      },
    },
  };
}

function lowerVariable(variable: PodVariable): LoweredOption {
  const { from } = variable;
  if (from.kind === 'field') return { known: podVariableJson(variable, null) };
  return optionAround(from.object, (object) => podVariableJson(variable, object));
}

function lowerVolume(volume: PodVolume): LoweredOption {
  const { source } = volume;
  if (!('object' in source)) return { known: podVolumeJson(volume, null) };
  return optionAround(source.object, (object) => podVolumeJson(volume, object));
}

/** KFP drops all capabilities of a task that chooses its user. A task that asks for root says that it is not non-root. */
function lowerUser(user: PodUser): SecurityContext {
  const isRoot = user.runAsUser === 0 && user.runAsNonRoot === undefined;
  return { ...user, ...(isRoot && { runAsNonRoot: false }), capabilities: { drop: ['ALL'] } };
}
