import type { Diagnostic, DocumentPath } from '@tiphys/diagnostics';
import { missingClusterObject } from '../diagnostics.ts';
import type { Template } from '../manifest/manifest.ts';
import type { ClusterObjects, ObjectReference } from './cluster-objects.ts';
import { describeMissing, findObject } from './cluster-objects.ts';

/**
 * Secrets and ConfigMaps that templates cannot do without and that are not on this machine: better known before anything
 * runs. Names that only the run knows are looked up when their pod starts.
 */
export async function findMissingObjects(
  templates: readonly Template[],
  objects: ClusterObjects,
): Promise<readonly Diagnostic[]> {
  const missing: Diagnostic[] = [];
  for (const [path, reference] of templates.flatMap(requiredObjects)) {
    const isStatic = !`${reference.name}${reference.key ?? ''}`.includes('{{');
    if (isStatic && (await findObject(objects, reference)) === undefined) {
      missing.push(missingClusterObject(path, describeMissing(reference)));
    }
  }
  return missing;
}

type Place = readonly [DocumentPath, ObjectReference];

function requiredObjects(template: Template, index: number): readonly Place[] {
  const path = ['spec', 'templates', index];
  const kind = template.container === undefined ? 'script' : 'container';
  const variables = ((template.container ?? template.script)?.env ?? []).flatMap(({ name, valueFrom }, at): Place[] => {
    const { secretKeyRef, configMapKeyRef } = valueFrom ?? {};
    const place = [...path, kind, 'env', at, 'valueFrom'];
    // The run has a store of its own, and needs no credentials of the manifest's.
    if (name.startsWith('TIPHYS_')) return [];
    return [
      ...reference('secret', [...place, 'secretKeyRef'], secretKeyRef),
      ...reference('configMap', [...place, 'configMapKeyRef'], configMapKeyRef),
    ];
  });
  const volumes = (template.volumes ?? []).flatMap(({ secret, configMap }, at): Place[] => [
    ...reference('secret', [...path, 'volumes', at], secret && { ...secret, name: secret.secretName }),
    ...reference('configMap', [...path, 'volumes', at], configMap),
  ]);
  return [...variables, ...volumes];
}

function reference(
  kind: ObjectReference['kind'],
  path: DocumentPath,
  from: { readonly name?: string | undefined; readonly key?: string; readonly optional?: boolean } | undefined,
): Place[] {
  if (from === undefined || from.optional === true) return [];
  return [[path, { kind, name: from.name ?? '', ...(from.key !== undefined && { key: from.key }) }]];
}
