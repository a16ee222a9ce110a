import type { PlaceOf, Plan } from '@tiphys/compiler';
import type { Diagnostic } from '@tiphys/diagnostics';
import { argoFeatures } from '../argo-features.ts';
import { newerPodField } from '../diagnostics.ts';
import type { ArgoVersion, ResolvedEmitOptions } from '../options.ts';

/**
 * Fields of pods that came after Kubernetes 1.24, whose types Argo 3.5 reads manifests with, by what they are in. Other
 * fields of those objects have no such names.
 */
const newerFields: Readonly<Record<string, readonly string[]>> = {
  container: ['resizePolicy'],
  lifecycle: ['stopSignal'],
  pod: ['hostUsers', 'resourceClaims', 'resources', 'schedulingGates'],
  podAffinityTerm: ['matchLabelKeys', 'mismatchLabelKeys'],
  postStart: ['sleep'],
  preStop: ['sleep'],
  requiredDuringSchedulingIgnoredDuringExecution: ['matchLabelKeys', 'mismatchLabelKeys'],
  resources: ['claims'],
  securityContext: ['appArmorProfile', 'seLinuxChangePolicy', 'supplementalGroupsPolicy'],
  sidecars: ['resizePolicy'],
  sources: ['clusterTrustBundle'],
  topologySpreadConstraints: ['matchLabelKeys', 'nodeAffinityPolicy', 'nodeTaintsPolicy'],
  volumeMounts: ['recursiveReadOnly'],
  volumes: ['image'],
};

/** Tells of configured fields of pods that not every Argo that the manifest is for passes on. */
export function checkPodFields(
  { scopes }: Plan,
  version: ArgoVersion,
  placeOf: PlaceOf = () => ({ path: [] }),
): readonly Diagnostic[] {
  if (argoFeatures[version].passesNewerPodFields) return [];
  return Object.values(scopes).flatMap((scope) =>
    scope.tasks.flatMap(({ name, extras }) =>
      [...new Set(newerIn('', extras))].map((field) => ({
        ...newerPodField(`The pod of "${name}" has ${field}`, field, version),
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
  if (!isImage || argoFeatures[argoVersion].passesNewerPodFields) return [];
  return [newerPodField('Each pod has the launcher in a volume of the kind image', 'launcherVolume', argoVersion)];
}

function newerIn(parent: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => newerIn(parent, item));
  if (typeof value !== 'object' || value === null) return [];
  const newer = newerFields[parent] ?? [];
  return Object.entries(value).flatMap(([field, member]) => [
    ...(newer.includes(field) ? [field] : []),
    ...newerIn(field, member),
  ]);
}
