import type { Form } from '@tiphys/argo-types';
import type { KubernetesExecutorConfig } from '@tiphys/ir';
import { hasForm, labelName, labelValue } from './forms.ts';
import { badContainerName, badPodOption, rootConflict, unknownVolume } from '../diagnostics.ts';
import { buildNodeAffinity, buildPodAffinity } from './build-affinity.ts';
import { buildNodeSelector, buildTolerations } from './build-scheduling.ts';
import type { PodVolumes } from './build-volumes.ts';
import { buildVolumes } from './build-volumes.ts';
import type { PodInitContainer, PodOptions, PodUser, PodValue, PodVariable } from './pod-options.ts';
import type { PodOptionsContext } from './pod-options-context.ts';

/** The options of the pods of an executor, as the platform document has them (kfp-semantics 7.2). */
export function buildPodOptions(context: PodOptionsContext, config: KubernetesExecutorConfig): PodOptions {
  const volumes = buildVolumes(context, config);
  checkMetadata(context, config);
  const { podMetadata, imagePullPolicy, activeDeadlineSeconds } = config;
  return {
    env: buildVariables(context, config),
    volumes: volumes.volumes,
    mounts: volumes.mounts,
    ...buildNodeSelector(context, config),
    tolerations: buildTolerations(context, config),
    ...buildNodeAffinity(context, config),
    ...buildPodAffinity(config),
    ...(podMetadata && { metadata: podMetadata }),
    imagePullSecrets: buildPullSecrets(context, config),
    ...(imagePullPolicy && { imagePullPolicy }),
    ...(activeDeadlineSeconds !== undefined && activeDeadlineSeconds > 0 && { activeDeadlineSeconds }),
    ...buildUser(context, config),
    initContainers: buildInitContainers(context, config, volumes),
  };
}

/** API servers refuse pods with other labels, long after the pipeline was compiled. */
function checkMetadata(context: PodOptionsContext, { podMetadata }: KubernetesExecutorConfig): void {
  const check = (kind: 'labels' | 'annotations', key: string, text: string, form: Form): void => {
    if (hasForm(text, form)) return;
    const place = context.place([...context.path, 'podMetadata', kind, key]);
    context.report(badPodOption(place, JSON.stringify(text), form.expected));
  };
  for (const [key, value] of Object.entries(podMetadata?.labels ?? {})) {
    check('labels', key, key, labelName);
    check('labels', key, value, labelValue);
  }
  for (const key of Object.keys(podMetadata?.annotations ?? {})) check('annotations', key, key, labelName);
}

/** Variables from Secrets, then ConfigMaps, then fields; of two with one name the later one counts, as in a pod. */
function buildVariables(context: PodOptionsContext, config: KubernetesExecutorConfig): readonly PodVariable[] {
  const secrets = config.secretAsEnv.flatMap((entry, index) => {
    const path = [...context.path, 'secretAsEnv', index];
    const object = context.named('secretAsEnv', index, entry.secretNameParameter, entry.secretName, path);
    const keys = entry.keyToEnv.map(({ secretKey, envVar }) => ({ key: secretKey, name: envVar }));
    return fromObject('secret', object, keys, entry.optional);
  });
  const configMaps = config.configMapAsEnv.flatMap((entry, index) => {
    const path = [...context.path, 'configMapAsEnv', index];
    const object = context.named('configMapAsEnv', index, entry.configMapNameParameter, entry.configMapName, path);
    const keys = entry.keyToEnv.map(({ configMapKey, envVar }) => ({ key: configMapKey, name: envVar }));
    return fromObject('config-map', object, keys, entry.optional);
  });
  const fields = config.fieldPathAsEnv.map(({ name, fieldPath }): PodVariable => ({
    name,
    from: { kind: 'field', path: fieldPath },
  }));
  const all = [...secrets, ...configMaps, ...fields];
  return all.filter(({ name }, index) => !all.slice(index + 1).some((later) => later.name === name));
}

function fromObject(
  kind: 'secret' | 'config-map',
  object: PodValue | undefined,
  keys: readonly { readonly key: string; readonly name: string }[],
  optional: boolean | undefined,
): readonly PodVariable[] {
  if (object === undefined) return [];
  return keys.map(({ key, name }) => ({
    name,
    from: { kind, object, key, ...(optional !== undefined && { optional }) },
  }));
}

function buildPullSecrets(context: PodOptionsContext, config: KubernetesExecutorConfig): readonly PodValue[] {
  return config.imagePullSecret.flatMap(({ secretName, secretNameParameter }, index) => {
    const path = [...context.path, 'imagePullSecret', index];
    return context.named('imagePullSecret', index, secretNameParameter, secretName, path) ?? [];
  });
}

function buildUser(context: PodOptionsContext, config: KubernetesExecutorConfig): { readonly runAs?: PodUser } {
  const user = config.securityContext;
  if (user === undefined) return {};
  if (user.runAsUser === 0 && user.runAsNonRoot === true) {
    context.report(rootConflict(context.place([...context.path, 'securityContext'])));
  }
  return { runAs: user };
}

/** Names of containers that a pod has already (argo-facts 3.1). */
export const reservedContainers = ['main', 'init', 'wait', 'supervisor', 'tiphys', 'kfp-launcher'];

function buildInitContainers(
  context: PodOptionsContext,
  config: KubernetesExecutorConfig,
  volumes: PodVolumes,
): readonly PodInitContainer[] {
  const taken = new Set(reservedContainers);
  return config.initContainers.map((container, index) => {
    const path = [...context.path, 'initContainers', index];
    const { name, image, command, args, env, restartPolicy, resources } = container;
    if (taken.has(name)) {
      const reason = reservedContainers.includes(name) ? 'the pod has one of that name' : 'two have that name';
      context.report(badContainerName(context.place([...path, 'name']), 'init container', name, reason));
    }
    taken.add(name);
    const amounts = { ...resources?.requests, ...resources?.limits };
    for (const amount of Object.values(amounts)) context.checkAmount(amount, [...path, 'resources']);
    const mounts = container.volumeMounts.flatMap(({ volumeName, mountPath }, at) => {
      const volume = volumes.named(volumeName);
      if (volume !== undefined) return [{ volume, path: mountPath }];
      const place = context.place([...path, 'volumeMounts', at, 'volumeName']);
      context.report(unknownVolume(place, volumeName, volumes.names));
      return [];
    });
    return {
      name,
      image,
      command,
      args,
      env,
      mounts,
      ...(restartPolicy === 'Always' && { sidecar: true }),
      ...(resources && { resources }),
    };
  });
}
