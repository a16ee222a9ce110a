import { strategicMerge } from '@tiphys/argo-types';
import type { PodExtras } from './pod-extras.ts';

/** Both; where they say the same, `over` wins. Tolerations and the others of `base` stay. */
export function mergeExtras(base: PodExtras, over: PodExtras): PodExtras {
  const merged = strategicMerge(base, over);
  const tolerations = [...(base.pod?.tolerations ?? []), ...(over.pod?.tolerations ?? [])];
  return tolerations.length === 0 ? merged : { ...merged, pod: { ...merged.pod, tolerations } };
}
