import { TaskError } from '@tiphys/diagnostics';
import type { Container, Template } from '../manifest/manifest.ts';
import type { ClusterObjects, ObjectReference } from './cluster-objects.ts';
import { describeMissing, readKey } from './cluster-objects.ts';
import { expandVariables } from './expand-variables.ts';

/** What a pod knows of itself, for `fieldRef`. */
export interface PodFields {
  readonly name: string;
  readonly namespace: string;
  readonly template: Template;
}

/** Fields that `fieldRef` may ask for. */
export const knownFields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  "metadata.labels['NAME']",
  "metadata.annotations['NAME']",
] as const;

const entryField = /^metadata\.(labels|annotations)\['([^']+)'\]$/;

/** Whether `fieldRef` may ask for that field. */
export function isKnownField(path: string): boolean {
  return entryField.test(path) || (knownFields as readonly string[]).includes(path);
}

/**
 * The variables of a container's `env`, in order, each able to refer to those before it. Secrets and ConfigMaps are folders
 * of this machine; the credentials of the manifest's store are left out, because a run has a store of its own.
 *
 * @throws TaskError for a Secret or ConfigMap that the container needs and that is not there
 */
export async function podEnvironment(
  container: Container,
  fields: PodFields,
  objects: ClusterObjects,
): Promise<ReadonlyMap<string, string>> {
  const variables = new Map<string, string>();
  for (const { name, value, valueFrom } of container.env ?? []) {
    if (valueFrom === undefined) {
      variables.set(name, expandVariables(value ?? '', variables));
    } else if (valueFrom.fieldRef !== undefined) {
      variables.set(name, fieldValue(valueFrom.fieldRef.fieldPath, fields));
    } else if (!name.startsWith('TIPHYS_')) {
      const { secretKeyRef, configMapKeyRef } = valueFrom;
      const from = secretKeyRef ?? configMapKeyRef;
      const kind = secretKeyRef === undefined ? 'configMap' : 'secret';
      const text = await readReference(objects, { kind, name: from?.name ?? '', key: from?.key ?? '' }, from?.optional);
      if (text !== undefined) variables.set(name, text);
    }
  }
  return variables;
}

async function readReference(
  objects: ClusterObjects,
  reference: ObjectReference,
  optional: boolean | undefined,
): Promise<string | undefined> {
  const text = await readKey(objects, reference);
  if (text === undefined && optional !== true) {
    throw new TaskError(describeMissing(reference));
  }
  return text;
}

function fieldValue(path: string, { name, namespace, template }: PodFields): string {
  const [, group, key = ''] = entryField.exec(path) ?? [];
  if (group === 'labels' || group === 'annotations') {
    return template.metadata?.[group]?.[key] ?? '';
  }
  return path === 'metadata.namespace' ? namespace : name;
}
