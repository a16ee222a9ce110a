import { launcherDirectory, workDirectory, workspaceVolume } from '@tiphys/contract';
import type { DocumentPath } from '@tiphys/diagnostics';
import type { ComponentSpec } from '@tiphys/ir';
import type { BuildContext } from '../build/build-context.ts';
import {
  argoTag,
  badContainerName,
  duplicateMount,
  reservedVariable,
  sidecarWithoutCommand,
  takenVolume,
  unknownVolume,
} from '../diagnostics.ts';
import { reservedContainers } from '../kubernetes/build-pod-options.ts';
import { reservedVolumes } from '../kubernetes/build-volumes.ts';
import { executorPodOptions } from '../kubernetes/executor-pod-options.ts';
import { passThrough } from '../kubernetes/pass-through.ts';
import { noPodOptions } from '../kubernetes/pod-value-names.ts';
import type { PodOptions } from '../kubernetes/pod-options.ts';
import type { Task } from '../plan.ts';
import type { PodExtras } from './pod-extras.ts';

/** Reports what of the extras of a task does not go with the rest of its pod, at the task's place. */
export function checkExtras(
  context: BuildContext,
  task: Task,
  extras: PodExtras,
  component: ComponentSpec,
  path: DocumentPath,
): void {
  const place = context.place(path);
  // Faults of the options themselves are reported with the executor.
  const asked = executorPodOptions(context, component.executorLabel ?? '', () => undefined)?.options ?? noPodOptions;
  const { pod: options = asked } = passThrough(component, { env: {}, resources: {}, pod: asked });
  const reports = [
    ...checkVolumes(extras, options).map((name) => takenVolume(place, task.name, name)),
    ...unknownVolumes(context, extras, options).map(([name, known]) => unknownVolume(place, name, known)),
    ...takenMounts(extras, options).map((mountPath) => duplicateMount(place, mountPath)),
    ...badNames(extras, options).map(([name, reason]) => badContainerName(place, 'sidecar', name, reason)),
    ...(extras.sidecars ?? [])
      .filter(({ command = [] }) => command.length === 0)
      .map(({ name, image }) => sidecarWithoutCommand(place, name, image)),
    ...(extras.container?.env ?? [])
      .filter(({ name }) => name.startsWith('TIPHYS_'))
      .map(({ name }) => reservedVariable(place, name)),
    ...[...new Set(argoTags(extras))].map((text) => argoTag(place, text)),
  ];
  for (const diagnostic of reports) context.report(diagnostic);
}

function checkVolumes({ pod }: PodExtras, options: PodOptions): readonly string[] {
  const taken = new Set([...reservedVolumes, ...options.volumes.map(({ name }) => name)]);
  return (pod?.volumes ?? []).map(({ name }) => name).filter((name) => taken.has(name) || !taken.add(name));
}

function unknownVolumes(
  { pipeline }: BuildContext,
  { pod, container, sidecars = [] }: PodExtras,
  options: PodOptions,
): readonly (readonly [name: string, known: readonly string[]])[] {
  const workspace = pipeline.platform?.platforms.kubernetes?.pipelineConfig?.workspace;
  const known = [
    ...(pod?.volumes ?? []).map(({ name }) => name),
    ...options.volumes.map(({ name }) => name),
    ...(workspace === undefined ? [] : [workspaceVolume]),
  ];
  const mounts = [container, ...sidecars].flatMap((one) => one?.volumeMounts ?? []);
  return [...new Set(mounts.map(({ name }) => name))]
    .filter((name) => !known.includes(name))
    .map((name) => [name, known]);
}

/** Paths at which the task has another volume already. */
function takenMounts({ container }: PodExtras, options: PodOptions): readonly string[] {
  const taken = new Set([launcherDirectory, workDirectory, ...options.mounts.map(({ path }) => path)]);
  return (container?.volumeMounts ?? [])
    .map(({ mountPath }) => mountPath)
    .filter((mountPath) => taken.has(mountPath) || !taken.add(mountPath));
}

function badNames(
  { sidecars = [] }: PodExtras,
  options: PodOptions,
): readonly (readonly [name: string, reason: string])[] {
  const taken = new Set([...reservedContainers, ...options.initContainers.map(({ name }) => name)]);
  return sidecars.flatMap(({ name }): [string, string][] => {
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
      return [[name, 'a name has small letters, digits and hyphens, 63 at most']];
    }
    if (taken.has(name)) return [[name, 'the pod has one of that name']];
    taken.add(name);
    return [];
  });
}

/** Texts in which Argo would replace something, in a pod that is to be as its author wrote it. */
function argoTags(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.includes('{{') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [...argoTags(key), ...argoTags(member)]);
}
