/** The KFP parameter types that cross a task boundary (kfp-pipeline-spec `ParameterType.ParameterTypeEnum`). */
export type ParameterType =
  'STRING' | 'NUMBER_INTEGER' | 'NUMBER_DOUBLE' | 'BOOLEAN' | 'LIST' | 'STRUCT' | 'TASK_FINAL_STATUS';

/** An artifact's declared type, as in KFP's `ArtifactTypeSchema`. */
export interface ArtifactType {
  readonly schemaTitle?: string;
  readonly schemaUri?: string;
  readonly instanceSchema?: string;
  readonly schemaVersion?: string;
}
