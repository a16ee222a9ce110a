export type {
  ArtifactSelector,
  ArtifactTypeSchema,
  ComponentSpec,
  ContainerSpec,
  DagOutputArtifactSpec,
  DagOutputParameterSpec,
  DagSpec,
  ExecutorSpec,
  ImporterSpec,
  InputArtifactSpec,
  InputParameterSpec,
  OutputArtifactSpec,
  OutputParameterSpec,
  ParameterSelector,
  ParameterTypeName,
  PipelineSpec,
  PlatformSpec,
  ResourceSpec,
  SinglePlatformSpec,
  TaskInputArtifact,
  TaskInputParameter,
  TaskSpec,
  TriggerStrategy,
} from './pipeline-spec.ts';
export { loadPipeline } from './load-pipeline.ts';
export type { LoadedPipeline, LoadResult } from './loaded-pipeline.ts';
export { validatePipeline } from './validate-pipeline.ts';
