import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { TaskError } from '@tiphys/diagnostics';
import type { ResolvedInputs } from '../resolve-inputs.ts';

const accessModes: readonly string[] = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/**
 * The `PersistentVolumeClaimSpec` that the inputs of `CreatePVC` describe. A storage class that is not given is the
 * cluster's own, unless the claim names its volume (B23: KFP writes `standard`).
 *
 * @throws TaskError for inputs that make no claim
 */
export function claimSpec(inputs: ResolvedInputs): JsonObject {
  const modes = inputs.parameters['access_modes'];
  if (
    !Array.isArray(modes) ||
    modes.length === 0 ||
    !modes.every((mode: JsonValue) => typeof mode === 'string' && accessModes.includes(mode))
  ) {
    throw new TaskError(`access_modes has to be a list of ${accessModes.join(', ')}.`);
  }
  const size = textInput(inputs, 'size');
  if (size === undefined) {
    throw new TaskError('size is empty: it is the storage that the claim asks for, such as 5Gi.');
  }
  const volumeName = textInput(inputs, 'volume_name');
  const storageClass = inputs.present.has('storage_class_name') || volumeName !== undefined;
  const dataSource = inputs.parameters['data_source'] ?? {};
  if (typeof dataSource !== 'object' || Array.isArray(dataSource)) {
    throw new TaskError('data_source has to be a map with apiGroup, kind and name.');
  }
  return {
    accessModes: modes as readonly JsonValue[],
    resources: { requests: { storage: size } },
    ...(storageClass && { storageClassName: inputs.parameters['storage_class_name'] ?? '' }),
    ...(volumeName !== undefined && { volumeName }),
    ...(Object.keys(dataSource).length > 0 && { dataSource }),
  };
}

/** An input that is a text; the empty one is none. */
export function textInput({ parameters }: ResolvedInputs, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
