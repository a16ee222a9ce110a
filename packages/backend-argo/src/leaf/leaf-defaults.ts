import type { Template } from '@tiphys/argo-types';
import { contractVersion, environmentName, launcherDirectory, printInertJson, printRunContext } from '@tiphys/contract';
import { restrictedContainer } from '../pod/pod-security.ts';
import type { ResolvedEmitOptions } from '../options.ts';
import { deliverLauncher, launcherBase, launcherVolume } from './deliver-launcher.ts';
import { storeVariables } from '../store/store-variables.ts';

type Container = NonNullable<Template['container']>;

/**
 * What all leaf templates have in common, for the workflow's `templateDefaults`: the launcher in front of the command, and
 * which run and which store this is. Argo merges this into templates that run no pod too, where only volumes and init
 * containers are left of it, and nobody reads those.
 *
 * @param texts what several component specs share
 */
export function leafDefaults(pipeline: string, texts: readonly string[], options: ResolvedEmitOptions): Template {
  const { volumes, initContainers, mounts } = deliverLauncher(options);
  const security = options.podSecurity === 'restricted' ? { securityContext: restrictedContainer } : {};
  return {
    volumes,
    ...(initContainers.length > 0 && { initContainers }),
    container: {
      // Never used: a leaf template names its own. Argo's schema asks for one.
      image: options.launcherImage,
      command: [`${launcherDirectory}/launcher`, 'run'],
      env: environment(pipeline, texts, options),
      volumeMounts: [...mounts, ...artifactMounts(options)],
      ...security,
    },
  };
}

/** KFP's user code finds an artifact of `minio://x` below `/minio/x` (kfp-semantics 3.2). */
function artifactMounts({ localRoot, store }: ResolvedEmitOptions): NonNullable<Container['volumeMounts']> {
  const others = (store.config.places ?? []).map(({ prefix }) => `/${prefix.slice(0, prefix.indexOf(':'))}`);
  return [...new Set([localRoot, ...others])]
    .filter((path) => path !== launcherDirectory)
    .map((path) => ({ name: launcherVolume, mountPath: path, subPath: path.slice(1) }));
}

function environment(
  pipeline: string,
  texts: readonly string[],
  options: ResolvedEmitOptions,
): NonNullable<Container['env']> {
  const run = {
    name: '{{workflow.name}}',
    uid: '{{workflow.uid}}',
    created: '{{workflow.creationTimestamp.RFC3339}}',
    node: '{{node.name}}',
    pod: '{{pod.name}}',
  };
  return [
    { name: environmentName.run, value: printRunContext({ v: contractVersion, pipeline }, run) },
    ...storeVariables(options.store),
    ...(options.launcherVolume === undefined ? [] : [{ name: environmentName.base, value: launcherBase(options) }]),
    ...(options.graceSeconds === undefined
      ? []
      : [{ name: environmentName.grace, value: String(options.graceSeconds) }]),
    ...(options.keepLogs ? [] : [{ name: environmentName.log, value: 'pod' }]),
    ...(texts.length > 0 ? [{ name: environmentName.texts, value: printInertJson(texts) }] : []),
  ];
}
