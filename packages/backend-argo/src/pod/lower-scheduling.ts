import type { Template } from '@tiphys/argo-types';
import type { PodOptions } from '@tiphys/compiler';
import type { PodPatch } from './pod-patch.ts';
import { patchList } from './pod-patch.ts';
import { dynamicObject, dynamicObjects } from './pod-values.ts';

/** Where a pod may run: fields of its template. */
export type SchedulingFields = Partial<Pick<Template, 'nodeSelector' | 'tolerations' | 'affinity'>>;

/** Lists that a patch would replace go into it as a whole when any item of theirs is dynamic (argo-facts 3.2). */
export function lowerScheduling(options: PodOptions): {
  readonly template: SchedulingFields;
  readonly patch: PodPatch['pod'];
} {
  const { nodeSelector, tolerations, nodeAffinity, podAffinity, podAntiAffinity } = options;
  const known = {
    ...(nodeAffinity?.kind === 'constant' && { nodeAffinity: nodeAffinity.value }),
    ...(podAffinity && { podAffinity }),
    ...(podAntiAffinity && { podAntiAffinity }),
  };
  const constants = tolerations.flatMap((value) => (value.kind === 'constant' ? [value.value] : []));
  const allKnown = constants.length === tolerations.length;
  const template = {
    ...(nodeSelector?.kind === 'constant' && { nodeSelector: nodeSelector.value }),
    ...(allKnown && constants.length > 0 && { tolerations: constants }),
    ...(Object.keys(known).length > 0 && { affinity: known }),
  };
  return {
    template: template as SchedulingFields,
    patch: {
      ...(nodeSelector?.kind === 'dynamic' && { nodeSelector: dynamicObject(nodeSelector) }),
      ...(!allKnown && { tolerations: patchList([dynamicObjects(tolerations)]) }),
      ...(nodeAffinity?.kind === 'dynamic' && { affinity: `{"nodeAffinity":${dynamicObject(nodeAffinity)}}` }),
    },
  };
}
