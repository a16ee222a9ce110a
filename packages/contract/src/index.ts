export type {
  Argument,
  ArtifactProperty,
  ConcatArgument,
  IfPresentArgument,
  JobProperty,
  PlaceholderArgument,
} from './argument.ts';
export { contractVersion } from './component-spec.ts';
export type {
  ClaimSpec,
  ComponentSpec,
  ImporterSpec,
  InputArtifactSpec,
  InputParameterSpec,
  JsonTemplate,
  OutputArtifactSpec,
  OutputParameterSpec,
} from './component-spec.ts';
export type { ArtifactType, ParameterType } from './parameter-type.ts';
export { printInertJson } from './inert-json.ts';
export { packType, unpackType } from './pack-type.ts';
export { packSpec, unpackSpec } from './pack-spec.ts';
export { pickMember } from './pick-member.ts';
export { pipelineAnnotation } from './pipeline-annotation.ts';
export { podMetadataJson, podMountJson, podVariableJson, podVolumeJson } from './pod-json.ts';
export type { PodMetadata, PodMount, PodValue, PodVariable, PodVolume, PodVolumeSource } from './pod-parts.ts';
export { parseRunContext, printRunContext } from './run-context.ts';
export { shortHash } from './short-hash.ts';
export { createSpilled, isSpilled } from './spilled.ts';
export {
  environmentName,
  launcherDirectory,
  placeVariable,
  workDirectory,
  workspaceDirectory,
  workspaceVolume,
} from './task-environment.ts';
export type { OtherPlaceConfig, PlaceConfig, RunContext, StoreConfig } from './task-environment.ts';
export { taskConfigValueNames } from './task-config.ts';
export type { TaskConfigSpec } from './task-config.ts';
export type {
  ArtifactValue,
  SpilledValue,
  TaskCaching,
  TaskInput,
  TaskStatusValue,
  WireArtifact,
} from './task-input.ts';
export {
  argoTaskName,
  groupTaskKey,
  irTaskKey,
  iterationTaskKey,
  iterationTaskName,
  probedTaskNames,
  syntheticTaskNames,
} from './task-name.ts';
export { isIterationNode, nodePath, parentPath, taskPath, taskPathParts } from './task-path.ts';
export { createVolumeNames } from './volume-names.ts';
export { decodeWire, encodeWire, wireKey } from './wire.ts';
