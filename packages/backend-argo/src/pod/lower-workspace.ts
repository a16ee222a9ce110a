import type { Workflow } from '@tiphys/argo-types';
import type { Workspace } from '@tiphys/compiler';
import { workspaceVolume } from '@tiphys/contract';

type ClaimTemplate = NonNullable<Workflow['spec']['volumeClaimTemplates']>[number];

/** The claim that Argo makes for each run, `<run>-kfp-workspace`, and deletes when the run has succeeded (kfp-semantics 8). */
export function lowerWorkspace({ size, accessModes, storageClassName }: Workspace): ClaimTemplate {
  return {
    metadata: { name: workspaceVolume },
    spec: {
      accessModes: [...accessModes],
      resources: { requests: { storage: size } },
      ...(storageClassName !== undefined && { storageClassName }),
    },
  };
}
