import { dump } from 'js-yaml';
import { launcherVolume } from '../leaf/deliver-launcher.ts';
import { inputVariables } from '../leaf/input-variables.ts';
import type { ResolvedEmitOptions } from '../options.ts';
import { restrictedContainer, tokenMount, tokenVolume } from './pod-security.ts';

/** Stands for the variables of `main` until the rest is printed. */
const variablesMark = 'TIPHYS';

/**
 * The workflow's `podSpecPatch`: what its pods have in common beyond what its fields can say. It gives every pod its input; under the
 * profile `restricted` it gives Argo's own containers what Argo does not give them, and nobody else the pod's token. Argo's field for
 * the latter would want a Secret with a token that never ends (argo-facts 5); a patch comes after Argo has looked.
 *
 * It is YAML, in which a part that two containers share is written once. What a run puts into it is ASCII and quoted as JSON quotes,
 * which readers of YAML read alike.
 */
export function workflowPatch({
  podSecurity,
  launcherVolume: mounted,
  graceSeconds,
}: Pick<ResolvedEmitOptions, 'podSecurity' | 'launcherVolume' | 'graceSeconds'>): string {
  const isRestricted = podSecurity === 'restricted';
  const argoContainer = { securityContext: restrictedContainer, volumeMounts: [tokenMount] };
  const patch = {
    ...(isRestricted && { automountServiceAccountToken: false, volumes: [tokenVolume] }),
    ...(graceSeconds !== undefined && { terminationGracePeriodSeconds: graceSeconds }),
    ...(isRestricted && {
      initContainers: [
        { name: 'init', ...argoContainer },
        ...(mounted === undefined ? [{ name: launcherVolume, securityContext: restrictedContainer }] : []),
      ],
    }),
    containers: [...(isRestricted ? [{ name: 'wait', ...argoContainer }] : []), { name: 'main', env: variablesMark }],
  };
  return short(dump(patch, { flowLevel: 1, lineWidth: -1 })).replace(variablesMark, () => inputVariables);
}

/** Without what YAML does not need: blanks after commas, long names of shared parts. No text in the patch has either. */
function short(yaml: string): string {
  return yaml
    .trimEnd()
    .replaceAll(', ', ',')
    .replaceAll(/([&*])ref_(?=\d)/g, '$1');
}
