import type { EnvVar, SecurityContext, Template, UserContainer, Volume, VolumeMount } from '@tiphys/argo-types';
import type {
  PodInitContainer,
  PodMount,
  PodOptions,
  PodUser,
  PodValue,
  PodVariable,
  PodVolume,
} from '@tiphys/compiler';
import { podMetadataJson, podMountJson, podVariableJson, podVolumeJson } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { PodSecurityLevel } from './pod-security.ts';
import { restrictedContainer } from './pod-security.ts';
import type { PodPatch } from './pod-patch.ts';
import { patchList, patchText } from './pod-patch.ts';
import type { DynamicItem } from './pod-values.ts';
import { dynamicItems, dynamicObject, dynamicObjects } from './pod-values.ts';

type Container = NonNullable<Template['container']>;

/** What the options of a pod become: parts of its template and its main container, and a patch. */
export interface LoweredPod {
  readonly template: Partial<
    Pick<Template, 'nodeSelector' | 'tolerations' | 'affinity' | 'metadata' | 'activeDeadlineSeconds'>
  >;
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
  const env = split(options.env, lowerVariable);
  const volumes = split(options.volumes, lowerVolume);
  const mounts = split(options.mounts, (mount) => lowerMountOf(options.volumes, mount));
  const initContainers = options.initContainers.map((container) => lowerInitContainer(container, options, security));
  const initPatches = initContainers.flatMap(({ patch }) => patch ?? []);
  const { imagePullPolicy, runAs, activeDeadlineSeconds, metadata } = options;
  const scheduling = lowerScheduling(options);
  const pullSecrets = split(options.imagePullSecrets, (object) => item(object, (name) => ({ name })));
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

/** The list that a patch gives of these items; nothing of none. */
function listText(known: readonly JsonObject[], dynamic: readonly DynamicItem[]): string | undefined {
  if (dynamic.length > 0) return patchList([dynamicItems(known, dynamic)]);
  return known.length === 0 ? undefined : patchList(known.map((item) => patchText(item)));
}

interface Split {
  readonly known: readonly JsonObject[];
  readonly dynamic: readonly DynamicItem[];
  /** Known, but only good in the patch. */
  readonly patched: readonly JsonObject[];
}

type Lowered = { readonly known: JsonObject } | { readonly dynamic: DynamicItem } | { readonly patched: JsonObject };

function split<T>(options: readonly T[], lower: (option: T) => Lowered): Split {
  const lowered = options.map(lower);
  return {
    known: lowered.flatMap((one) => ('known' in one ? [one.known] : [])),
    dynamic: lowered.flatMap((one) => ('dynamic' in one ? [one.dynamic] : [])),
    patched: lowered.flatMap((one) => ('patched' in one ? [one.patched] : [])),
  };
}

function item(value: PodValue, around: (name: JsonValue) => JsonObject): Lowered {
  return value.kind === 'constant' ? { known: around(value.value) } : { dynamic: { value, around } };
}

function lowerVariable(variable: PodVariable): Lowered {
  const { from } = variable;
  if (from.kind === 'field') return { known: podVariableJson(variable, null) };
  return item(from.object, (object) => podVariableJson(variable, object));
}

function lowerVolume(volume: PodVolume): Lowered {
  const { source } = volume;
  if (!('object' in source)) return { known: podVolumeJson(volume, null) };
  return item(source.object, (object) => podVolumeJson(volume, object));
}

/**
 * A mount goes with its volume: a Secret or ConfigMap that the run does not name is not mounted either. The mount of a claim
 * stays, so that Kubernetes refuses the pod; but in the patch, since Argo refuses a template that mounts what only the patch
 * has ("volume ... not found in workflow spec").
 */
function lowerMountOf(volumes: readonly PodVolume[], mount: PodMount): Lowered {
  const source = volumes.find(({ name }) => name === mount.volume)?.source;
  const known = podMountJson(mount);
  if (source === undefined || !('object' in source) || source.object.kind !== 'dynamic') return { known };
  return source.kind === 'claim' ? { patched: known } : { dynamic: { value: source.object, around: () => known } };
}

/** KFP drops all capabilities of a task that chooses its user. A task that asks for root says that it is not non-root. */
function lowerUser(user: PodUser): SecurityContext {
  const isRoot = user.runAsUser === 0 && user.runAsNonRoot === undefined;
  return { ...user, ...(isRoot && { runAsNonRoot: false }), capabilities: { drop: ['ALL'] } };
}

/** An init container, and what of its mounts goes into the patch, for the same reasons as those of the main one. */
function lowerInitContainer(
  { name, image, command, args, env, mounts, sidecar, resources }: PodInitContainer,
  { volumes }: PodOptions,
  security: PodSecurityLevel,
): { readonly container: UserContainer; readonly patch?: string } {
  const lowered = split(mounts, (mount) => lowerMountOf(volumes, mount));
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

/** Lists that a patch would replace go into it as a whole when any item of theirs is dynamic (argo-facts 3.2). */
function lowerScheduling(options: PodOptions): {
  readonly template: LoweredPod['template'];
  readonly patch: PodPatch['pod'];
} {
  const { nodeSelector, tolerations, nodeAffinity, podAffinity, podAntiAffinity } = options;
  const known = {
    ...(nodeAffinity?.kind === 'constant' && { nodeAffinity: nodeAffinity.value }),
    ...(podAffinity && { podAffinity }),
    ...(podAntiAffinity && { podAntiAffinity }),
  };
  const constants = tolerations.flatMap((value) => (value.kind === 'constant' ? [value.value] : []));
  const allKnown = constants.length === tolerations.length;
  const template = {
    ...(nodeSelector?.kind === 'constant' && { nodeSelector: nodeSelector.value }),
    ...(allKnown && constants.length > 0 && { tolerations: constants }),
    ...(Object.keys(known).length > 0 && { affinity: known }),
  };
  return {
    template: template as LoweredPod['template'],
    patch: {
      ...(nodeSelector?.kind === 'dynamic' && { nodeSelector: dynamicObject(nodeSelector) }),
      ...(!allKnown && { tolerations: patchList([dynamicObjects(tolerations)]) }),
      ...(nodeAffinity?.kind === 'dynamic' && { affinity: `{"nodeAffinity":${dynamicObject(nodeAffinity)}}` }),
    },
  };
}
