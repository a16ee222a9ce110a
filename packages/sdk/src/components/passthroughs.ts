import type { JsonObject } from '@tiphys/diagnostics';

/** What the pipeline may say of a task's pod, and the IR's words for it. */
const fields = {
  resources: 'RESOURCES',
  env: 'ENV',
  affinity: 'KUBERNETES_AFFINITY',
  tolerations: 'KUBERNETES_TOLERATIONS',
  nodeSelector: 'KUBERNETES_NODE_SELECTOR',
  volumes: 'KUBERNETES_VOLUMES',
} as const;

export type TaskConfigField = keyof typeof fields;

/** A part of what the pipeline says of a task's pod, that inputs of the type `taskConfig` get. Alone it is not for the pod any more. */
export type TaskConfigPassthrough =
  TaskConfigField | { readonly field: TaskConfigField; readonly applyToTask: boolean };

/** `taskConfigPassthroughs` of the IR; no member where nothing is passed through. */
export function passthroughsJson(given: readonly TaskConfigPassthrough[] = []): {
  readonly taskConfigPassthroughs?: readonly JsonObject[];
} {
  const list = given.map((one): JsonObject => {
    const { field, applyToTask } = typeof one === 'string' ? { field: one, applyToTask: false } : one;
    return { field: fields[field], ...(applyToTask && { applyToTask }) };
  });
  return list.length === 0 ? {} : { taskConfigPassthroughs: list };
}
