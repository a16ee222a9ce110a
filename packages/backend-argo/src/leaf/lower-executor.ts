import type { Template } from '@tiphys/argo-types';
import { environmentName, packSpec, printInertJson } from '@tiphys/contract';
import type { Executor, PodExtras, PodOptions, RetryPolicy } from '@tiphys/compiler';
import { noPodOptions } from '@tiphys/compiler';
import type { ResolvedEmitOptions } from '../options.ts';
import { leafParameter } from '../scope/task-arguments.ts';
import { dynamicImage, dynamicResources } from '../pod/dynamic-container.ts';
import { addExtras, optionsWithExtras, patchWithExtras } from '../pod/add-extras.ts';
import { lowerPod } from '../pod/lower-pod.ts';
import { patchText, printPatch } from '../pod/pod-patch.ts';
import { tokenMount } from '../pod/pod-security.ts';
import { componentSpec, publishedOutputs } from './component-spec.ts';
import { launcherBase } from './deliver-launcher.ts';
import { lowerRetry } from './lower-retry.ts';
import { podValuesOf } from './pod-values-of.ts';

/**
 * The leaf template of a component: its image, and what it always does. All that leaf templates have in common, the
 * launcher above all, comes from `leafDefaults`.
 *
 * @param texts what several component specs share
 * @param use what its tasks say of each of its pods
 */
export function lowerExecutor(
  name: string,
  executor: Executor,
  live: ReadonlySet<string>,
  texts: readonly string[],
  options: ResolvedEmitOptions,
  { retry, extras = {} }: { readonly retry?: RetryPolicy; readonly extras?: PodExtras } = {},
): Template {
  const resources = executor.kind === 'container' ? executor.resources : {};
  const outputs = [...publishedOutputs(executor.outputs, live).keys()].map((output) => ({
    name: output,
    valueFrom: { path: `${launcherBase(options)}/out/${output}`, default: 'null' },
  }));
  const own = (executor.kind === 'container' && executor.pod) || noPodOptions;
  const secretEnv = secretVariables(own, extras);
  const spec = packSpec({ ...componentSpec(executor, live), ...(secretEnv.length > 0 && { secretEnv }) }, texts);
  const podOptions = optionsWithExtras(own, extras);
  const pod = lowerPod(podOptions, options.podSecurity);
  const dynamic = executor.kind === 'container' ? (executor.dynamic ?? {}) : {};
  const patched = dynamicResources(dynamic);
  // Volume claims are made by the launcher, in the name of the pod's service account.
  const token = executor.kind === 'claim' && options.podSecurity === 'restricted';
  const main = {
    ...(token && { volumeMounts: patchText([tokenMount]) }),
    ...pod.patch.main,
    ...(patched !== undefined && { resources: patched }),
  };
  const podSpecPatch = printPatch(patchWithExtras({ ...pod.patch, main }, extras));
  const template: Template = {
    name,
    inputs: { parameters: [{ name: leafParameter }, ...podValuesOf(executor).map((value) => ({ name: value }))] },
    ...pod.template,
    ...(podSpecPatch !== undefined && { podSpecPatch }),
    ...(retry && { retryStrategy: lowerRetry(retry) }),
    ...(pod.volumes.length > 0 && { volumes: [...pod.volumes] }),
    ...(pod.initContainers.length > 0 && { initContainers: [...pod.initContainers] }),
    container: {
      image: imageOf(executor, options),
      ...pod.container,
      env: [
        { name: environmentName.spec, value: printInertJson(spec) },
        ...(retry ? [{ name: environmentName.attempt, value: '{{retries}}' }] : []),
        ...pod.env,
      ],
      ...(Object.keys(resources).length > 0 && { resources }),
      ...(pod.mounts.length > 0 && { volumeMounts: [...pod.mounts] }),
    },
    ...(outputs.length > 0 && { outputs: { parameters: outputs } }),
  };
  return addExtras(template, extras, options.podSecurity);
}

/** The variables of a pod that have their values from Secrets, as far as they are named one by one. */
function secretVariables({ env }: PodOptions, { container }: PodExtras): readonly string[] {
  const own = env.flatMap(({ name, from }) => (from.kind === 'secret' ? [name] : []));
  const more = (container?.env ?? []).flatMap(({ name, valueFrom }) => (valueFrom?.secretKeyRef ? [name] : []));
  return [...new Set([...own, ...more])];
}

/** Importers, volume claims and `node` programs need no program but the launcher. */
function imageOf(executor: Executor, options: ResolvedEmitOptions): string {
  if (executor.kind !== 'container' || executor.node === true) return options.launcherImage;
  return executor.dynamic?.image === undefined ? executor.image : dynamicImage(executor.dynamic.image);
}
