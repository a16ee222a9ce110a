export { component } from './components/component.ts';
export type { FunctionComponent, FunctionDeclaration } from './components/component.ts';
export type { Component } from './components/component-types.ts';
export { containerComponent } from './components/container-component.ts';
export type { ContainerDeclaration } from './components/container-component.ts';
export type {
  ClassificationMetricsArtifact,
  InputArtifact,
  MetricsArtifact,
  ModelArtifact,
  OutputArtifact,
} from './components/artifacts.ts';
export type { TaskConfigField, TaskConfigPassthrough } from './components/passthroughs.ts';
export { createPvc, deletePvc } from './components/volume-claims.ts';
export type { ArtifactPlaceholder, Placeholders } from './components/placeholders.ts';
export type { KubernetesOptions } from './pipeline/kubernetes-options.ts';
export type {
  AccessMode,
  ConfigMapAsEnv,
  ConfigMapAsVolume,
  EmptyDirMount,
  EphemeralVolume,
  NodeAffinityTerm,
  NodeRequirement,
  PvcMount,
  SecretAsEnv,
  SecretAsVolume,
  Toleration,
} from './pipeline/kubernetes-settings.ts';
export { loadComponent } from './load/load-component.ts';
export type { ComponentSource } from './load/load-component.ts';
export { pipeline } from './pipeline/pipeline.ts';
export type { Pipeline, PipelineDeclaration } from './pipeline/pipeline.ts';
export type { PipelineConfig } from './pipeline/pipeline-config.ts';
export type {
  Group,
  GroupOptions,
  ImportedArtifact,
  LoopOptions,
  PipelineScope,
  Task,
  TaskScope,
  When,
} from './pipeline/scope-types.ts';
export type { RetryOptions } from './model.ts';
export type { Handle, ResourceOptions, TaskOptions } from './pipeline/task-options.ts';
export {
  Artifact,
  artifactType,
  ClassificationMetrics,
  Dataset,
  HTML,
  Markdown,
  Metrics,
  Model,
  SlicedClassificationMetrics,
} from './types/artifact-type.ts';
export type { ArtifactType } from './types/artifact-type.ts';
export { boolean, double, finalStatus, integer, list, string, struct, taskConfig } from './types/parameter-type.ts';
export type { FinalStatus, ParameterType, TaskConfig } from './types/parameter-type.ts';
export type { StandardSchema } from './types/standard-schema.ts';
export type { Types } from './types/type.ts';
export type { Condition } from './values/condition.ts';
export { text } from './values/text.ts';
export type { ArtifactValue, Parameter, Value } from './values/value-types.ts';
