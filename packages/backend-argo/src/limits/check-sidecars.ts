import type { Workflow } from '@tiphys/argo-types';
import type { Diagnostic } from '@tiphys/diagnostics';
import { passesOn } from '../argo-features.ts';
import { newerPodField } from '../diagnostics.ts';
import type { ArgoVersion } from '../options.ts';

/** Tells of init containers that run beside their task where not every Argo that the manifest is for takes them. */
export function checkSidecars({ spec }: Workflow, version: ArgoVersion): readonly Diagnostic[] {
  if (passesOn(version, '1.30') === 'every') return [];
  return (spec.templates ?? []).flatMap(({ name, initContainers }) =>
    (initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map((container) =>
        newerPodField(
          `The init container "${container.name}" of the template "${name ?? ''}" runs beside its task (restartPolicy: Always)`,
          'restartPolicy',
          '1.30',
          version,
        ),
      ),
  );
}
