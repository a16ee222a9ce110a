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
  ResourceSpec,
  TaskConfigField,
  TaskConfigPassthrough,
  TaskInputArtifact,
  TaskInputParameter,
  TaskSpec,
  TriggerStrategy,
} from './pipeline-spec.ts';
export type {
  InitContainerConfig,
  KubernetesExecutorConfig,
  KubernetesPipelineConfig,
  NamedConfigMap,
  NamedSecret,
  NodeAffinityTerm,
  PodAffinityTerm,
  PodMetadataConfig,
  PvcMount,
  SelectorRequirement,
  TolerationConfig,
} from './kubernetes-spec.ts';
export type { PlatformSpec } from './platform-spec.ts';
export { loadPipeline } from './load-pipeline.ts';
export type { LoadedPipeline, LoadResult } from './loaded-pipeline.ts';
export { validatePipeline } from './validate-pipeline.ts';
