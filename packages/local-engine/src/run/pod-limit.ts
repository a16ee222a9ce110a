import type { Template } from '../manifest/manifest.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { isWholeNumber, parseDuration, parseGoDuration } from '../text/duration.ts';

/** How long a pod may run, or why it cannot run. */
export type PodLimit = { readonly milliseconds?: number; readonly fault?: undefined } | { readonly fault: string };

/** The most that Kubernetes takes. */
const mostSeconds = 2 ** 31 - 1;

/**
 * The time limit of a leaf template whose tags are replaced, as Argo's controller hands it to Kubernetes (createWorkflowPod): whole seconds of
 * `activeDeadlineSeconds`, or what is left of `timeout` when the pod is made, which is a second less where that is a whole number.
 * Where both are given only `timeout` counts, however long it is.
 */
export function podLimit(
  { activeDeadlineSeconds, timeout }: Template,
  nodeName: string,
  { timeoutsInSeconds }: ArgoRules,
): PodLimit {
  const deadline = activeDeadlineSeconds === undefined ? undefined : String(activeDeadlineSeconds);
  if (deadline !== undefined && !isWholeNumber(deadline)) {
    return { fault: `value '${deadline}' cannot be resolved to an int` };
  }
  if (timeout !== undefined && timeout !== '') {
    const milliseconds = timeoutsInSeconds ? parseDuration(timeout) : parseGoDuration(timeout);
    if (milliseconds === undefined) return { fault: `invalid timeout format. time: invalid duration "${timeout}"` };
    const seconds = Math.ceil(milliseconds / 1000) - 1;
    return seconds <= 1 ? { fault: `${nodeName} exceeded its deadline` } : { milliseconds: seconds * 1000 };
  }
  if (deadline === undefined) return {};
  const seconds = Number(deadline);
  return seconds < 1 || seconds > mostSeconds
    ? {
        fault: `spec.activeDeadlineSeconds: Invalid value: ${seconds}: must be between 1 and ${mostSeconds}, inclusive`,
      }
    : { milliseconds: seconds * 1000 };
}
