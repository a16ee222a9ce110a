import { workspaceVolume } from '@tiphys/contract';
import type { PodMount, PodValue, PodVolume, TaskConfigSpec } from '@tiphys/contract';
import type { ComponentSpec, TaskConfigField } from '@tiphys/ir';
import { mapRecord } from '../build/map-record.ts';
import type { ContainerExecutor, DynamicContainer, Resources } from '../plan.ts';
import type { PodOptions } from './pod-options.ts';
import { noPodOptions } from './pod-value-names.ts';

/** What an executor says of its pod. */
type OfPod = Pick<ContainerExecutor, 'env' | 'resources' | 'dynamic' | 'pod'>;

/** The same where part of it is only told. */
type PassedThrough = OfPod & Pick<ContainerExecutor, 'taskConfig'>;

/**
 * Divides what is said of a pod into what the pod has, and what the component's inputs of type `TASK_CONFIG` are told
 * (kfp-semantics 7.4). What the component does not list is the pod's, and told to nobody.
 */
export function passThrough(component: ComponentSpec, given: OfPod): PassedThrough {
  const applies = new Map(
    (component.taskConfigPassthroughs ?? []).map(({ field = 'NONE', applyToTask = false }) => [field, applyToTask]),
  );
  const inputs = taskConfigInputs(component);
  const isTold = (field: TaskConfigField): boolean => applies.has(field);
  const isKept = (field: TaskConfigField): boolean => applies.get(field) ?? true;
  return {
    ...keptOf(given, isKept),
    ...(inputs.length > 0 && { taskConfig: { inputs, ...toldOf(given, isTold) } }),
  };
}

/** The inputs that are told of the task's pod; no task gives them. */
export function taskConfigInputs({ inputDefinitions }: ComponentSpec): readonly string[] {
  const parameters = Object.entries(inputDefinitions.parameters);
  return parameters.flatMap(([name, { parameterType }]) => (parameterType === 'TASK_CONFIG' ? [name] : []));
}

type Choose = (field: TaskConfigField) => boolean;

/** In KFP's order: the workspace, claims, Secrets, ConfigMaps. What only a pod can have, such as an `emptyDir`, is not among them. */
const toldVolumes: readonly PodVolume['source']['kind'][] = ['claim', 'secret', 'config-map'];

function toldOf(
  { env, resources, dynamic, pod = noPodOptions }: OfPod,
  isTold: Choose,
): Omit<TaskConfigSpec, 'inputs'> {
  const { nodeSelector, nodeAffinity, podAffinity, podAntiAffinity } = pod;
  const affinity = {
    ...(nodeAffinity && { nodeAffinity }),
    ...(podAffinity && { podAffinity }),
    ...(podAntiAffinity && { podAntiAffinity }),
  };
  return {
    ...(isTold('ENV') && { env: { own: env, from: pod.env } }),
    ...(isTold('KUBERNETES_VOLUMES') && { volumes: volumesOf(pod) }),
    ...(isTold('RESOURCES') && { resources: resourcesOf(resources, dynamic) }),
    ...(isTold('KUBERNETES_AFFINITY') && { affinity }),
    ...(isTold('KUBERNETES_TOLERATIONS') && { tolerations: pod.tolerations }),
    ...(isTold('KUBERNETES_NODE_SELECTOR') && nodeSelector && { nodeSelector }),
  };
}

function volumesOf(pod: PodOptions): NonNullable<TaskConfigSpec['volumes']> {
  const list = toldVolumes.flatMap((kind) => pod.volumes.filter(({ source }) => source.kind === kind));
  const mounts = list.flatMap(({ name }) => pod.mounts.filter(({ volume }) => volume === name));
  return { ...(pod.mounts.some(isWorkspace) && { workspace: true as const }), list, mounts };
}

function isWorkspace({ volume }: PodMount): boolean {
  return volume === workspaceVolume;
}

function resourcesOf(resources: Resources, dynamic: DynamicContainer = {}): NonNullable<TaskConfigSpec['resources']> {
  const side = (kind: 'requests' | 'limits'): Readonly<Record<string, PodValue>> => ({
    ...mapRecord(resources[kind] ?? {}, (value) => ({ kind: 'constant', value }) as const),
    ...mapRecord(dynamic[kind] ?? {}, (name) => ({ kind: 'dynamic', name }) as const),
  });
  return {
    requests: side('requests'),
    limits: side('limits'),
    ...(dynamic.accelerator && { accelerator: dynamic.accelerator }),
  };
}

function keptOf({ env, resources, dynamic, pod }: OfPod, isKept: Choose): OfPod {
  const image = dynamic?.image === undefined ? undefined : { image: dynamic.image };
  const kept = isKept('RESOURCES') ? dynamic : image;
  return {
    env: isKept('ENV') ? env : {},
    resources: isKept('RESOURCES') ? resources : {},
    ...(kept && { dynamic: kept }),
    ...(pod && { pod: keptOptions(pod, isKept) }),
  };
}

function keptOptions(pod: PodOptions, isKept: Choose): PodOptions {
  const { env, tolerations, nodeSelector, nodeAffinity, podAffinity, podAntiAffinity, ...rest } = pod;
  return {
    ...rest,
    ...(!isKept('KUBERNETES_VOLUMES') && withoutVolumes(pod)),
    env: isKept('ENV') ? env : [],
    tolerations: isKept('KUBERNETES_TOLERATIONS') ? tolerations : [],
    ...(isKept('KUBERNETES_NODE_SELECTOR') && nodeSelector && { nodeSelector }),
    ...(isKept('KUBERNETES_AFFINITY') && {
      ...(nodeAffinity && { nodeAffinity }),
      ...(podAffinity && { podAffinity }),
      ...(podAntiAffinity && { podAntiAffinity }),
    }),
  };
}

/** An init container keeps what it mounts: nobody else is told of it. */
function withoutVolumes({ volumes, mounts, initContainers }: PodOptions): Pick<PodOptions, 'volumes' | 'mounts'> {
  const told = new Set(volumes.flatMap(({ name, source }) => (toldVolumes.includes(source.kind) ? [name] : [])));
  const needed = new Set(initContainers.flatMap((container) => container.mounts.map(({ volume }) => volume)));
  return {
    volumes: volumes.filter(({ name }) => !told.has(name) || needed.has(name)),
    mounts: mounts.filter((mount) => !told.has(mount.volume) && !isWorkspace(mount)),
  };
}
