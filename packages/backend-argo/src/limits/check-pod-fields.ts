import type { PlaceOf, Plan } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { passesOn, type PodTypes } from '../argo-features.ts';
import { newerPodField } from '../diagnostics.ts';
import type { ArgoVersion, ResolvedEmitOptions } from '../options.ts';
import { newerPodFields } from './newer-pod-fields.ts';

/** Tells of configured fields of pods that not every Argo that the manifest is for passes on. */
export function checkPodFields(
  { scopes }: Plan,
  version: ArgoVersion,
  placeOf: PlaceOf = () => ({ path: [] }),
): readonly Diagnostic[] {
  return Object.values(scopes).flatMap((scope) =>
    scope.tasks.flatMap(({ name, extras }) =>
      [...new Map(newerIn('', extras))]
        .filter(([, types]) => passesOn(version, types) !== 'every')
        .map(([field, types]) => ({
          ...newerPodField(`The pod of "${name}" has ${field}`, field, types, version),
          ...placeOf({ scope: scope.name, task: name }),
        })),
    ),
  );
}

/** The same for the volume of the launcher. */
export function checkLauncherVolume({
  launcherVolume,
  argoVersion,
}: Pick<ResolvedEmitOptions, 'launcherVolume' | 'argoVersion'>): readonly Diagnostic[] {
  const isImage = launcherVolume === 'image' || launcherVolume?.source.image !== undefined;
  const types = newerPodFields['volumes']?.['image'];
  if (!isImage || types === undefined || passesOn(argoVersion, types) === 'every') return [];
  const what = 'Each pod has the launcher in a volume of the kind image';
  return [newerPodField(what, 'launcherVolume', types, argoVersion)];
}

function newerIn(parent: string, value: unknown): readonly (readonly [field: string, types: PodTypes])[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => newerIn(parent, item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, member]) => {
    const types = newerPodFields[parent]?.[field];
    return [...(types === undefined ? [] : [[field, types] as const]), ...newerIn(field, member)];
  });
}
