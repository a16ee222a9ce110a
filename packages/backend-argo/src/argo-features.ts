import type { ArgoVersion } from './options.ts';

/** What differs between the Argo versions that a manifest can be made for. All else that Tiphys emits is the same on each. */
export interface ArgoFeatures {
  /**
   * The field of a CronWorkflow with the schedules. 3.5 knows `schedule` only, 4.0 and later `schedules` only; those between
   * know both, and refuse both at once (argo-facts 6).
   */
  readonly scheduleField: 'schedule' | 'schedules';
  /** Whether the full CRDs of the official manifests limit templates, tasks and parameters (argo-facts 6). */
  readonly hasFullDefinitions: boolean;
  /** Whether an init container may run beside the task, with `restartPolicy: Always`; 3.5 does not know that field of it. */
  readonly hasNativeSidecars: boolean;
  /** Whether it passes on fields of pods that came after Kubernetes 1.24; 3.5 drops them in silence. */
  readonly passesNewerPodFields: boolean;
}

/**
 * The table. `any` is for manifests that every version takes, except for schedules, where there is no such thing, and for
 * what a pipeline asks for by name (ARG-020).
 */
export const argoFeatures: Readonly<Record<ArgoVersion, ArgoFeatures>> = {
  any: { scheduleField: 'schedules', hasFullDefinitions: true, hasNativeSidecars: false, passesNewerPodFields: false },
  '3.5': {
    scheduleField: 'schedule',
    hasFullDefinitions: false,
    hasNativeSidecars: false,
    passesNewerPodFields: false,
  },
  '3.6': { scheduleField: 'schedules', hasFullDefinitions: false, hasNativeSidecars: true, passesNewerPodFields: true },
  '3.7': { scheduleField: 'schedules', hasFullDefinitions: false, hasNativeSidecars: true, passesNewerPodFields: true },
  '4.0': { scheduleField: 'schedules', hasFullDefinitions: true, hasNativeSidecars: true, passesNewerPodFields: true },
  '4.1': { scheduleField: 'schedules', hasFullDefinitions: true, hasNativeSidecars: true, passesNewerPodFields: true },
};
