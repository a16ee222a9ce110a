import type { ContainerExecutor, PlanPipeline, Task } from '@tiphys/compiler/plugin';
import type { StoreConfig, TaskInput } from '@tiphys/contract';
import {
  argoTaskName,
  contractVersion,
  encodeWire,
  environmentName,
  launcherDirectory,
  printRunContext,
} from '@tiphys/contract';
import type { JobSettings } from './kubernetes-jobs.ts';
import { packedSpec } from './packed-spec.ts';

/** All that a Job is made of. */
export interface JobParts {
  readonly pipeline: PlanPipeline;
  readonly task: Task;
  readonly executor: ContainerExecutor;
  readonly input: TaskInput;
  readonly store: StoreConfig;
  readonly secret: JobSettings['secret'];
  readonly launcherImage: string;
}

const volume = 'tiphys';
const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const user = 65532;

/** The same pod that Argo would start: an init container brings the launcher, which runs the command of the task. */
export function jobOf(parts: JobParts) {
  const { pipeline, executor, store, launcherImage } = parts;
  const mount = { name: volume, mountPath: launcherDirectory };
  const scheme = store.root.slice(0, store.root.indexOf(':'));
  // The SDK looks for an artifact of `s3://x` in the folder `/s3/x`, and for one of `gs://x` in `/gcs/x`.
  const subPath = scheme === 'gs' ? 'gcs' : scheme;
  const artifacts = { name: volume, mountPath: `/${subPath}`, subPath };
  const { completion } = pipeline.keepSeconds ?? {};
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { generateName: `${nameOf(pipeline.name)}-`, annotations: { 'tiphys.dev/pipeline': pipeline.name } },
    spec: {
      backoffLimit: 0,
      ...(pipeline.deadlineSeconds !== undefined && { activeDeadlineSeconds: pipeline.deadlineSeconds }),
      ...(completion !== undefined && { ttlSecondsAfterFinished: completion }),
      template: {
        spec: {
          restartPolicy: 'Never',
          securityContext: {
            runAsNonRoot: true,
            runAsUser: user,
            runAsGroup: user,
            fsGroup: user,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          volumes: [{ name: volume, emptyDir: {} }],
          initContainers: [
            {
              name: volume,
              image: launcherImage,
              command: ['/tiphys-launcher', 'install', launcherDirectory],
              volumeMounts: [mount],
              securityContext: restricted,
            },
          ],
          containers: [
            {
              name: 'main',
              image: executor.image,
              command: [`${launcherDirectory}/launcher`, 'run'],
              env: environment(parts),
              ...resourcesOf(executor),
              volumeMounts: [mount, artifacts],
              securityContext: restricted,
            },
          ],
        },
      },
    },
  };
}

/** What the launcher reads; what only the run knows is filled in by the kubelet. */
function environment({ pipeline, task, executor, input, store, secret }: JobParts) {
  const known = { v: contractVersion, pipeline: pipeline.name };
  const unknown = {
    name: '$(JOB)',
    uid: '$(JOB_UID)',
    // Nobody tells a pod, and pipelines that ask are refused.
    created: '1970-01-01T00:00:00Z',
    node: `$(JOB).${argoTaskName(task.name)}`,
    pod: '$(POD)',
  };
  const fromSecret = (key: string) => ({ valueFrom: { secretKeyRef: { name: secret.name, key } } });
  const fromPod = (fieldPath: string) => ({ valueFrom: { fieldRef: { fieldPath } } });
  return [
    { name: 'JOB', ...fromPod("metadata.labels['batch.kubernetes.io/job-name']") },
    { name: 'JOB_UID', ...fromPod("metadata.labels['batch.kubernetes.io/controller-uid']") },
    { name: 'POD', ...fromPod('metadata.name') },
    { name: environmentName.run, value: printRunContext(known, unknown) },
    { name: environmentName.store, value: JSON.stringify(store) },
    { name: environmentName.spec, value: packedSpec(executor) },
    { name: environmentName.input, value: encodeWire({ ...input } as Parameters<typeof encodeWire>[0]) },
    { name: environmentName.accessKey, ...fromSecret(secret.accessKey) },
    { name: environmentName.secretKey, ...fromSecret(secret.secretKey) },
  ];
}

function resourcesOf({ resources: { requests, limits } }: ContainerExecutor) {
  if (requests === undefined && limits === undefined) return {};
  return {
    resources: { ...(requests && { requests: { ...requests } }), ...(limits && { limits: { ...limits } }) },
  };
}

/** A pipeline's name as the beginning of a name in Kubernetes, which adds five characters to it. */
function nameOf(pipeline: string): string {
  const clean = pipeline
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  return clean === '' ? 'pipeline' : clean;
}
