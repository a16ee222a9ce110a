import { argoFeatures } from './argo-features.ts';
import type { ArgoVersion } from './options.ts';

/**
 * The annotation by which no expression that fails is an error, for the versions where one of an ended task would be
 * ({@link argoFeatures}). Argo lets all failures be while any variable of the workflow, and each annotation is one, begins with the mark
 * that its own validation puts in the place of values (`IsPlaceholder` of `util/template/placeholder.go`, asked in `expressionReplaceCore`).
 * What failed stays as it is written, as in 3.5 to 3.7, and the launcher refuses it (ADR 0020).
 */
export function lenientExpressions(version: ArgoVersion): Readonly<Record<string, string>> {
  return argoFeatures[version].evaluatesEndedTasks === true
    ? { 'tiphys.dev/lenient': '__argo__internal__placeholder-' }
    : {};
}
