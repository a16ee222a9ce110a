import type { ArgoVersion } from './options.ts';

/** Releases of Kubernetes whose types of pods some Argo reads manifests with, by `k8s.io/api` in its `go.mod`, in their order. */
export const podTypes = ['1.24', '1.30', '1.32', '1.33'] as const;
export type PodTypes = (typeof podTypes)[number];

/** What differs between the Argo versions that a manifest can be made for. All else that Tiphys emits is the same on each. */
export interface ArgoFeatures {
  /**
   * The field of a CronWorkflow with the schedules. 3.5 knows `schedule` only, 4.0 and later `schedules` only; those between
   * know both, and refuse both at once (argo-facts 6).
   */
  readonly scheduleField: 'schedule' | 'schedules';
  /** Whether the full CRDs of the official manifests limit templates, tasks and parameters (argo-facts 6). */
  readonly hasFullDefinitions: boolean;
  /**
   * The types of Kubernetes that it reads pods with: of the patch releases of that version the oldest, and the newest. It drops
   * a field that these do not have, in silence. 3.6 has 1.30 up to 3.6.5, and 1.32 from 3.6.7 on.
   */
  readonly podTypes: readonly [oldest: PodTypes, newest: PodTypes];
  /**
   * Set where some patch release makes an error of a node that has ended, because an expression fails on the arguments of its task as they
   * were written. 4.0.2 does (`executeDAGTask` of `workflow/controller/dag.go`), 4.0.5 and later do not.
   */
  readonly evaluatesEndedTasks?: true;
}

/**
 * The table. `any` is for manifests that every version takes, except for schedules, where there is no such thing, and for
 * what a pipeline asks for by name (ARG-020).
 */
export const argoFeatures: Readonly<Record<ArgoVersion, ArgoFeatures>> = {
  any: { scheduleField: 'schedules', hasFullDefinitions: true, podTypes: ['1.24', '1.33'], evaluatesEndedTasks: true },
  '3.5': { scheduleField: 'schedule', hasFullDefinitions: false, podTypes: ['1.24', '1.24'] },
  '3.6': { scheduleField: 'schedules', hasFullDefinitions: false, podTypes: ['1.30', '1.32'] },
  '3.7': { scheduleField: 'schedules', hasFullDefinitions: false, podTypes: ['1.33', '1.33'] },
  '4.0': {
    scheduleField: 'schedules',
    hasFullDefinitions: true,
    podTypes: ['1.33', '1.33'],
    evaluatesEndedTasks: true,
  },
  '4.1': { scheduleField: 'schedules', hasFullDefinitions: true, podTypes: ['1.33', '1.33'] },
};

/** Whether that Argo passes on what came with these types: every patch release of it, some, or none. */
export function passesOn(version: ArgoVersion, types: PodTypes): 'every' | 'some' | 'none' {
  const [oldest, newest] = argoFeatures[version].podTypes;
  const place = podTypes.indexOf(types);
  if (podTypes.indexOf(oldest) >= place) return 'every';
  return podTypes.indexOf(newest) >= place ? 'some' : 'none';
}
