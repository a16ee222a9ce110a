import type { JsonObject } from '@tiphys/diagnostics';
import type { Names } from '../check-names.ts';
import { checkNames } from '../check-names.ts';

/** What holds for a run as a whole: KFP's `PipelineConfig`. Times are seconds. */
export interface PipelineConfig {
  readonly ttlSecondsAfterFinished?: number;
  readonly ttlSecondsAfterSuccess?: number;
  readonly ttlSecondsAfterFailure?: number;
  readonly activeDeadlineSeconds?: number;
  /** A volume that all tasks of a run share. */
  readonly workspace?: {
    /** Such as `10Gi`. */
    readonly size: string;
    readonly storageClassName?: string;
    readonly accessModes?: readonly ('ReadWriteOnce' | 'ReadWriteMany' | 'ReadOnlyMany' | 'ReadWriteOncePod')[];
  };
}

const names: Names<PipelineConfig> = {
  ttlSecondsAfterFinished: true,
  ttlSecondsAfterSuccess: true,
  ttlSecondsAfterFailure: true,
  activeDeadlineSeconds: true,
  workspace: true,
};
const workspaceNames: Names<NonNullable<PipelineConfig['workspace']>> = {
  size: true,
  storageClassName: true,
  accessModes: true,
};

/** `platforms.kubernetes.pipelineConfig`. */
export function pipelineConfigJson(config: PipelineConfig): JsonObject {
  const { workspace } = config;
  checkNames('config of a pipeline', config, names);
  checkNames('config.workspace of a pipeline', workspace ?? {}, workspaceNames);
  const numbers: readonly (readonly [string, number | undefined])[] = [
    ['resourceTtlOnCompletion', config.ttlSecondsAfterFinished],
    ['resourceTtlOnSuccess', config.ttlSecondsAfterSuccess],
    ['resourceTtlOnFailure', config.ttlSecondsAfterFailure],
    ['activeDeadlineSeconds', config.activeDeadlineSeconds],
  ];
  return {
    ...Object.fromEntries(numbers.filter((entry): entry is readonly [string, number] => entry[1] !== undefined)),
    ...(workspace !== undefined && { workspace: workspaceJson(workspace) }),
  };
}

function workspaceJson({ size, storageClassName, accessModes }: NonNullable<PipelineConfig['workspace']>): JsonObject {
  const patch = {
    ...(accessModes !== undefined && { accessModes: [...accessModes] }),
    ...(storageClassName !== undefined && { storageClassName }),
  };
  return { kubernetes: Object.keys(patch).length === 0 ? {} : { pvcSpecPatch: patch }, size };
}
