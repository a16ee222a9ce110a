import type { Container } from '../manifest/manifest.ts';
import { expandVariables } from './expand-variables.ts';

/** What a pod knows of itself, for `fieldRef`. */
export type PodFields = Readonly<Record<string, string>>;

/** Fields that `fieldRef` may ask for. */
export const knownFields = ['metadata.name', 'metadata.namespace', 'metadata.uid'] as const;

/**
 * The variables of a container's `env`, in order, each able to refer to those before it. Secrets and ConfigMaps do not
 * exist here: such variables are left out (`checkManifest` refuses those that the task cannot do without).
 */
export function podEnvironment(container: Container, fields: PodFields): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const { name, value, valueFrom } of container.env ?? []) {
    if (valueFrom === undefined) {
      variables.set(name, expandVariables(value ?? '', variables));
    } else if (valueFrom.fieldRef !== undefined) {
      variables.set(name, fields[valueFrom.fieldRef.fieldPath] ?? '');
    }
  }
  return variables;
}
