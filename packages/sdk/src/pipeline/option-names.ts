import type { Names } from '../check-names.ts';
import { checkNames } from '../check-names.ts';
import type { KubernetesOptions } from './kubernetes-options.ts';
import type { RetryOptions } from '../model.ts';
import type { GroupOptions, ImportedArtifact, LoopOptions } from './scope-types.ts';
import type { ResourceOptions, TaskOptions } from './task-options.ts';

const task: Names<TaskOptions> = {
  name: true,
  displayName: true,
  after: true,
  cache: true,
  retry: true,
  resources: true,
  env: true,
  ignoreUpstreamFailure: true,
  kubernetes: true,
};
const retry: Names<RetryOptions> = { limit: true, backoffSeconds: true, backoffFactor: true, backoffMaxSeconds: true };
const resources: Names<ResourceOptions> = {
  cpuRequest: true,
  cpuLimit: true,
  memoryRequest: true,
  memoryLimit: true,
  accelerator: true,
};
const kubernetes: Names<KubernetesOptions> = {
  secretAsEnv: true,
  secretAsVolume: true,
  configMapAsEnv: true,
  configMapAsVolume: true,
  pvcMount: true,
  ephemeralVolume: true,
  emptyDirMounts: true,
  nodeSelector: true,
  nodeAffinity: true,
  nodeAffinityJson: true,
  tolerations: true,
  podLabels: true,
  podAnnotations: true,
  imagePullSecrets: true,
  imagePullPolicy: true,
  timeoutSeconds: true,
  fieldPathAsEnv: true,
  securityContext: true,
};
const group: Names<GroupOptions> = { displayName: true };
const loop: Names<LoopOptions> = { ...group, parallelism: true };
const artifact: Names<ImportedArtifact<never>> = {
  uri: true,
  metadata: true,
  reimport: true,
  downloadToWorkspace: true,
};

/** Refuses options of a task that there are none of. */
export function checkTaskNames(name: string, options: Omit<TaskOptions, 'after'>): void {
  const what = `the task ${name}`;
  checkNames(what, options, task);
  checkNames(`retry of ${what}`, options.retry ?? {}, retry);
  checkNames(`resources of ${what}`, options.resources ?? {}, resources);
  checkNames(`resources.accelerator of ${what}`, options.resources?.accelerator ?? {}, { type: true, count: true });
  checkNames(`kubernetes of ${what}`, options.kubernetes ?? {}, kubernetes);
}

/** Refuses options of a branch or a guarded part that there are none of. */
export function checkGroupNames(what: string, options: GroupOptions): void {
  checkNames(what, options, group);
}

/** Refuses options of a loop that there are none of. */
export function checkLoopNames(options: LoopOptions): void {
  checkNames('a loop', options, loop);
}

/** Refuses what no importer takes. */
export function checkArtifactNames(given: ImportedArtifact<never>): void {
  checkNames('an importer', given, artifact);
}
