import type { JsonObject } from '@tiphys/diagnostics';

/** A volume claim to be made. */
export interface VolumeClaim {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** The run that it goes with; absent when it stays until somebody deletes it. */
  readonly owner?: { readonly name: string; readonly uid: string };
  /** `PersistentVolumeClaimSpec` of Kubernetes. */
  readonly spec: JsonObject;
}

/** Where volume claims live: the namespace of a pod, or a folder. */
export interface VolumeClaims {
  /**
   * Makes a claim, or gives the annotations of the one that has this name already. Two callers never both make it.
   *
   * @throws TaskError when it is refused, InfraError when nobody answers
   */
  create(claim: VolumeClaim): Promise<'created' | { readonly annotations: Readonly<Record<string, string>> }>;
  /** Deletes a claim; false when there is none of that name. Throws as `create` does. */
  delete(name: string): Promise<boolean>;
}
