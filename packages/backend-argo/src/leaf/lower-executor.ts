import type { Template } from '@tiphys/argo-types';
import { environmentName, launcherDirectory, printInertJson } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { Executor, RetryPolicy } from '@tiphys/compiler';
import type { ResolvedEmitOptions } from '../options.ts';
import { leafParameter } from '../scope/task-arguments.ts';
import { componentSpec, publishedOutputs } from './component-spec.ts';
import { lowerRetry } from './lower-retry.ts';

type Container = NonNullable<Template['container']>;

/** Name of the volume and of the init container that bring the launcher into a pod. */
const launcherVolume = 'tiphys';

/**
 * The leaf template of a component: its image with the launcher in it. The launcher comes through an init container and an
 * emptyDir, which works with and without Argo's own init container (argo-facts 3.1).
 */
export function lowerExecutor(
  name: string,
  pipeline: string,
  executor: Executor,
  live: ReadonlySet<string>,
  options: ResolvedEmitOptions,
  retry?: RetryPolicy,
): Template {
  const resources = executor.kind === 'importer' ? {} : executor.resources;
  const mount = { name: launcherVolume, mountPath: launcherDirectory };
  const outputs = [...publishedOutputs(executor.outputs, live).keys()].map((output) => ({
    name: output,
    valueFrom: { path: `${launcherDirectory}/out/${output}`, default: 'null' },
  }));
  return {
    name,
    inputs: { parameters: [{ name: leafParameter }] },
    ...(retry && { retryStrategy: lowerRetry(retry) }),
    volumes: [{ name: launcherVolume, emptyDir: {} }],
    initContainers: [
      {
        name: launcherVolume,
        image: options.launcherImage,
        command: ['/tiphys-launcher', 'install', launcherDirectory],
        volumeMounts: [mount],
      },
    ],
    container: {
      // An importer needs no program but the launcher.
      image: executor.kind === 'importer' ? options.launcherImage : executor.image,
      command: [`${launcherDirectory}/launcher`, 'run'],
      env: environment(pipeline, executor, live, options, retry !== undefined),
      ...(Object.keys(resources).length > 0 && { resources }),
      volumeMounts: [mount, ...artifactMounts(options)],
    },
    ...(outputs.length > 0 && { outputs: { parameters: outputs } }),
  };
}

/** KFP's user code finds an artifact of `minio://x` below `/minio/x` (kfp-semantics 3.2). */
function artifactMounts(options: ResolvedEmitOptions): NonNullable<Container['volumeMounts']> {
  if (options.localRoot === launcherDirectory) return [];
  return [{ name: launcherVolume, mountPath: options.localRoot, subPath: options.localRoot.slice(1) }];
}

function environment(
  pipeline: string,
  executor: Executor,
  live: ReadonlySet<string>,
  options: ResolvedEmitOptions,
  isRetried: boolean,
): NonNullable<Container['env']> {
  const spec = componentSpec(pipeline, executor, live) as unknown as JsonValue;
  const run = {
    name: '{{workflow.name}}',
    uid: '{{workflow.uid}}',
    created: '{{workflow.creationTimestamp.RFC3339}}',
    node: '{{node.name}}',
    pod: '{{pod.name}}',
    ...(isRetried && { attempt: '{{retries}}' }),
  };
  return [
    { name: environmentName.spec, value: printInertJson(spec) },
    { name: environmentName.input, value: `{{inputs.parameters.${leafParameter}}}` },
    { name: environmentName.run, value: JSON.stringify(run) },
    { name: environmentName.store, value: JSON.stringify(options.store) },
    ...credentials(options),
  ];
}

/** Only references: the keys themselves never enter a manifest. A store that is not MinIO may know the pod instead. */
function credentials(options: ResolvedEmitOptions): NonNullable<Container['env']> {
  const { name, accessKey, secretKey } = options.secret;
  if (options.store.root.startsWith('file:')) return [];
  const optional = options.store.root.startsWith('minio:') ? {} : { optional: true };
  return [
    { name: environmentName.accessKey, valueFrom: { secretKeyRef: { name, key: accessKey, ...optional } } },
    { name: environmentName.secretKey, valueFrom: { secretKeyRef: { name, key: secretKey, ...optional } } },
  ];
}
