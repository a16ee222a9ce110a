import { strategicMerge } from '@tiphys/argo-types';
import type { Template } from '@tiphys/argo-types';
import type { PodExtras, PodOptions, PodValue } from '@tiphys/compiler';
import type { JsonValue } from '@tiphys/diagnostics';
import type { PodPatch } from './pod-patch.ts';
import { patchText } from './pod-patch.ts';
import type { PodSecurityLevel } from './pod-security.ts';
import { restrictedContainer, restrictedPod, withoutToken } from './pod-security.ts';
import { templateFields } from './template-fields.ts';

/** Fields of a pod that Argo's templates have too; the others have to be patched in. */
const ownFields = [...templateFields, 'volumes'] as const;

/** Fields that join a list of the pipeline's own, part of which only the run may know. */
const joinedFields = ['imagePullSecrets', 'tolerations'] as const;

/** The pipeline's options, and before them what of the extras goes into the same lists. */
export function optionsWithExtras(options: PodOptions, { pod }: PodExtras): PodOptions {
  const { tolerations = [], imagePullSecrets = [] } = pod ?? {};
  const constant = (value: unknown): PodValue => ({ kind: 'constant', value: value as JsonValue });
  const secrets = imagePullSecrets.flatMap(({ name }) => (name === undefined ? [] : [constant(name)]));
  return {
    ...options,
    tolerations: [...tolerations.map(constant), ...options.tolerations],
    imagePullSecrets: [...secrets, ...options.imagePullSecrets],
  };
}

/** What of the extras a template has no fields for, with the patch that the template needs anyway, which wins. */
export function patchWithExtras(patch: PodPatch, { pod = {} }: PodExtras): PodPatch {
  if (pod.automountServiceAccountToken === false) {
    // Argo's own containers need the token all the same.
    const { automountServiceAccountToken: _, ...rest } = pod;
    const { pod: below, others = [] } = withoutToken;
    const patched = patchWithExtras({ ...patch, others: [...others, ...(patch.others ?? [])] }, { pod: rest });
    return { ...patched, pod: joinFields(below, patched.pod) };
  }
  const elsewhere = new Set<string>([...ownFields, ...joinedFields, 'securityContext']);
  const fields = Object.entries(pod).filter(([field]) => !elsewhere.has(field));
  const texts = Object.fromEntries(fields.map(([field, value]) => [field, patchText(value as JsonValue)]));
  return { ...patch, pod: { ...texts, ...patch.pod } };
}

/** Fields of a patch; a list that both have is one list. */
function joinFields(below: PodPatch['pod'], above: PodPatch['pod']): PodPatch['pod'] {
  const joined = Object.entries(above).map(([field, text]) => {
    const before = below[field];
    return [field, before?.startsWith('[') === true ? `${before.slice(0, -1)},${text.slice(1)}` : text] as const;
  });
  return { ...below, ...Object.fromEntries(joined) };
}

/** A leaf template with the extras of its pod: what the template says itself wins. */
export function addExtras(
  template: Template,
  { pod = {}, container, sidecars = [], labels, annotations }: PodExtras,
  security: PodSecurityLevel,
): Template {
  const isRestricted = security === 'restricted';
  const metadata = { ...(labels && { labels }), ...(annotations && { annotations }) };
  const below = {
    ...Object.fromEntries(ownFields.flatMap((field) => (pod[field] === undefined ? [] : [[field, pod[field]]]))),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(pod.securityContext && {
      // Argo takes the one of a template in the place of the workflow's.
      securityContext: strategicMerge(isRestricted ? restrictedPod : {}, pod.securityContext),
    }),
    ...(container && { container }),
  };
  const { name, inputs, ...rest } = template;
  return {
    ...(name !== undefined && { name }),
    ...(inputs !== undefined && { inputs }),
    ...strategicMerge(below, rest),
    ...(sidecars.length > 0 && {
      // Argo publishes amounts as texts; like Kubernetes it takes numbers too.
      sidecars: sidecars.map((sidecar) =>
        strategicMerge(isRestricted ? { securityContext: restrictedContainer } : {}, sidecar),
      ) as NonNullable<Template['sidecars']>,
    }),
  };
}
