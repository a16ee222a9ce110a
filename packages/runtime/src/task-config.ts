import type { Argument, PodValue, RunContext, TaskConfigSpec } from '@tiphys/contract';
import {
  createVolumeNames,
  podMountJson,
  podVariableJson,
  podVolumeJson,
  workspaceDirectory,
  workspaceVolume,
} from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { printJson, TaskError } from '@tiphys/diagnostics';
import { valueText } from '@tiphys/expr';
import { isObject } from './check-shape.ts';
import { own } from './own.ts';

/** What a task configuration is made of, beside the spec. */
interface Known {
  /** `TaskInput.v`. */
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly run: RunContext;
  render(argument: Argument): string;
}

/**
 * The value of an input of type `TASK_CONFIG`: Kubernetes' own words, and of what the component did not ask for nothing
 * (kfp-semantics 7.4). Of Secrets there are names in it, never values. Volumes are called after what is in them, as in KFP.
 */
export function taskConfig(spec: TaskConfigSpec, known: Known): JsonObject {
  const resolve = (value: PodValue): JsonValue =>
    value.kind === 'constant' ? value.value : (own(known.values, value.name) ?? null);
  const { env, affinity, tolerations, nodeSelector } = spec;
  const tolerated = tolerations?.flatMap((value) => tolerationsOf(resolve(value)));
  const volumes = spec.volumes && volumesOf(spec.volumes, resolve, known.run);
  return {
    affinity: affinity === undefined ? null : filled(affinityOf(affinity, resolve)),
    tolerations: filled(tolerated ?? []),
    nodeSelector: nodeSelector === undefined ? null : filled(objectOf('node selector', resolve(nodeSelector))),
    env: env === undefined ? null : variablesOf(env, resolve, (argument) => known.render(argument)),
    volumes: filled(volumes?.volumes ?? []),
    volumeMounts: filled(volumes?.mounts ?? []),
    resources: spec.resources === undefined ? {} : resourcesOf(spec.resources, resolve),
  };
}

type Resolve = (value: PodValue) => JsonValue;

/** What is empty is null, as the SDK's users know it. */
function filled<T extends JsonObject | readonly JsonObject[]>(value: T): T | null {
  return Object.keys(value).length === 0 ? null : value;
}

function affinityOf({ nodeAffinity, ...rest }: NonNullable<TaskConfigSpec['affinity']>, resolve: Resolve): JsonObject {
  const node = nodeAffinity === undefined ? {} : objectOf('node affinity', resolve(nodeAffinity));
  return { ...(Object.keys(node).length > 0 && { nodeAffinity: node }), ...rest };
}

/** Null and empty objects are no tolerations. */
function tolerationsOf(value: JsonValue): readonly JsonObject[] {
  const list: readonly JsonValue[] = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return list.map((one) => objectOf('toleration', one)).filter((one) => Object.keys(one).length > 0);
}

function objectOf(what: string, value: JsonValue): JsonObject {
  if (value === null) return {};
  if (isJsonObject(value)) return value;
  throw new TaskError(`The ${what} of the task is to be an object, not ${printJson(value)}.`);
}

/** The name of an object in Kubernetes; nothing for one that an optional parameter left out. */
function nameOf(what: string, value: JsonValue): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new TaskError(`The name of ${what} is to be a text, not ${printJson(value)}.`);
}

function variablesOf(
  { own: variables, from }: NonNullable<TaskConfigSpec['env']>,
  resolve: Resolve,
  render: Known['render'],
): readonly JsonObject[] {
  const literal = Object.entries(variables).map(([name, value]) => ({ name, value: render(value) }));
  const referring = from.flatMap((variable) => {
    if (variable.from.kind === 'field') return [podVariableJson(variable, null)];
    const object = nameOf(`what ${variable.name} is taken from`, resolve(variable.from.object));
    return object === undefined ? [] : [podVariableJson(variable, object)];
  });
  return [...literal, ...referring];
}

/** What two options say of one object is one volume. */
function volumesOf(
  { workspace, list, mounts }: NonNullable<TaskConfigSpec['volumes']>,
  resolve: Resolve,
  run: RunContext,
): { readonly volumes: readonly JsonObject[]; readonly mounts: readonly JsonObject[] } {
  const names = createVolumeNames(workspace === true ? [workspaceVolume] : []);
  const volumes = new Map<string, JsonObject & { readonly name: string }>();
  const nameInPod = new Map<string, string>();
  for (const volume of list) {
    const { source } = volume;
    if (!('object' in source)) continue;
    const object = nameOf(`a volume of the task (${source.kind})`, resolve(source.object));
    if (object === undefined) {
      if (source.kind === 'claim') throw new TaskError('A volume claim of the task has no name.');
      continue;
    }
    const key = JSON.stringify(podVolumeJson({ name: '', source }, object));
    const name = volumes.get(key)?.name ?? names.add(object);
    volumes.set(key, { ...podVolumeJson({ name, source }, object), name });
    nameInPod.set(volume.name, name);
  }
  const mounted = mounts.flatMap((mount) => {
    const volume = nameInPod.get(mount.volume);
    return volume === undefined ? [] : [podMountJson({ ...mount, volume })];
  });
  const ofRun = { name: workspaceVolume, persistentVolumeClaim: { claimName: `${run.name}-${workspaceVolume}` } };
  return {
    volumes: [...(workspace === true ? [ofRun] : []), ...volumes.values()],
    mounts: [
      ...(workspace === true ? [podMountJson({ volume: workspaceVolume, path: workspaceDirectory })] : []),
      ...mounted,
    ],
  };
}

function resourcesOf(
  { requests, limits, accelerator }: NonNullable<TaskConfigSpec['resources']>,
  resolve: Resolve,
): JsonObject {
  const type = accelerator && textOf(resolve(accelerator.type));
  const limited = {
    ...quantities(limits, resolve),
    ...(accelerator && type !== undefined && quantities({ [type]: accelerator.count }, resolve)),
  };
  const requested = quantities(requests, resolve);
  return {
    ...(Object.keys(limited).length > 0 && { limits: limited }),
    ...(Object.keys(requested).length > 0 && { requests: requested }),
  };
}

/** Null and an empty text are resources that are left out. */
function quantities(amounts: Readonly<Record<string, PodValue>>, resolve: Resolve): JsonObject {
  const known = Object.entries(amounts).flatMap(([name, value]): [string, string][] => {
    const text = textOf(resolve(value));
    return text === undefined ? [] : [[name, text]];
  });
  return Object.fromEntries(known);
}

function textOf(value: JsonValue): string | undefined {
  return value === '' ? undefined : valueText(value);
}

function isJsonObject(value: JsonValue): value is JsonObject {
  return isObject(value);
}
