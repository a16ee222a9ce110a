import type { PodOptions, PodValue } from './pod-options.ts';

/** Options of a pod of which the platform document says nothing. */
export const noPodOptions: PodOptions = {
  env: [],
  volumes: [],
  mounts: [],
  tolerations: [],
  imagePullSecrets: [],
  initContainers: [],
};

/** The values that a task has to give for its pod, each once. */
export function podValueNames(options: PodOptions): readonly string[] {
  const { env, volumes, nodeSelector, tolerations, nodeAffinity, imagePullSecrets } = options;
  const values: readonly (PodValue | undefined)[] = [
    ...env.map(({ from }) => (from.kind === 'field' ? undefined : from.object)),
    ...volumes.map(({ source }) => ('object' in source ? source.object : undefined)),
    nodeSelector,
    ...tolerations,
    nodeAffinity,
    ...imagePullSecrets,
  ];
  return [...new Set(values.flatMap((value) => (value?.kind === 'dynamic' ? [value.name] : [])))];
}
