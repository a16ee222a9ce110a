import type { JsonObject } from '@tiphys/diagnostics';
import type { Argument } from './argument.ts';
import type { PodMount, PodValue, PodVariable, PodVolume } from './pod-parts.ts';

/**
 * What the inputs of type `TASK_CONFIG` (`dsl.TaskConfig`) of a component are told: what the pipeline says of the pod of each task,
 * in the parts that the component asks for (kfp-semantics 7.4). Other parts are absent. Dynamic values are `TaskInput.v`.
 */
export interface TaskConfigSpec {
  /** Names of the inputs. */
  readonly inputs: readonly string[];
  readonly env?: {
    /** The component's own, rendered as in its container. */
    readonly own: Readonly<Record<string, Argument>>;
    readonly from: readonly PodVariable[];
  };
  readonly volumes?: {
    /** The workspace of the run is among them. */
    readonly workspace?: true;
    readonly list: readonly PodVolume[];
    readonly mounts: readonly PodMount[];
  };
  readonly resources?: {
    readonly requests: Readonly<Record<string, PodValue>>;
    readonly limits: Readonly<Record<string, PodValue>>;
    /** A limit whose name may be dynamic, too. */
    readonly accelerator?: { readonly type: PodValue; readonly count: PodValue };
  };
  readonly affinity?: {
    readonly nodeAffinity?: PodValue;
    readonly podAffinity?: JsonObject;
    readonly podAntiAffinity?: JsonObject;
  };
  /** Each a toleration, or a list of them. */
  readonly tolerations?: readonly PodValue[];
  readonly nodeSelector?: PodValue;
}

/** The names of the dynamic values in a task configuration, each once. */
export function taskConfigValueNames(spec: TaskConfigSpec): readonly string[] {
  const { env, volumes, resources, affinity, tolerations = [], nodeSelector } = spec;
  const values: readonly (PodValue | undefined)[] = [
    ...(env?.from ?? []).map(({ from }) => ('object' in from ? from.object : undefined)),
    ...(volumes?.list ?? []).map(({ source }) => ('object' in source ? source.object : undefined)),
    ...Object.values(resources?.requests ?? {}),
    ...Object.values(resources?.limits ?? {}),
    resources?.accelerator?.type,
    resources?.accelerator?.count,
    affinity?.nodeAffinity,
    ...tolerations,
    nodeSelector,
  ];
  return [...new Set(values.flatMap((value) => (value?.kind === 'dynamic' ? [value.name] : [])))];
}
