export { conditionParameters } from './analysis/condition-parameters.ts';
export { noPodOptions, podValueNames } from './kubernetes/pod-value-names.ts';
export { isUncertain } from './analysis/is-uncertain.ts';
export { liveOutputs } from './analysis/live-outputs.ts';
export type { LiveOutputs } from './analysis/live-outputs.ts';
export type { CompileOptions } from './compile-options.ts';
export { isDevice } from './pod-rules/is-device.ts';
export { podRulesFaults } from './pod-rules/pod-rules-shape.ts';
export type { PodExtras, PodRule, PodRules, PodSidecar, TaskMatch } from './pod-rules/pod-extras.ts';
export { compilePipeline } from './compile-pipeline.ts';
export type { CompileResult } from './compile-pipeline.ts';
export type { Entrypoint } from './entrypoint.ts';
export type {
  PodInitContainer,
  PodMetadata,
  PodMount,
  PodOptions,
  PodUser,
  PodValue,
  PodVariable,
  PodVolume,
  PodVolumeSource,
} from './kubernetes/pod-options.ts';
export type {
  Binding,
  Channel,
  ClaimExecutor,
  ContainerExecutor,
  Dependency,
  DynamicContainer,
  DynamicResources,
  Executor,
  ImporterExecutor,
  Loop,
  OutputChannel,
  OutputReference,
  Plan,
  PlanPipeline,
  Workspace,
  Ports,
  Resources,
  RetryPolicy,
  Scope,
  ScopeOutput,
  Task,
  TaskTarget,
} from './plan.ts';
export { deepFreeze } from './deep-freeze.ts';
export { callPlugin } from './plugin/call-plugin.ts';
export type { PluginAnswer, PluginCall } from './plugin/call-plugin.ts';
export { createPlaceOf } from './plugin/place-of.ts';
export type { PlaceOf } from './plugin/place-of.ts';
export { plainDataFault } from './plugin/plain-data-fault.ts';
export { readPlugin } from './plugin/read-plugin.ts';
export type { ReadPlugin } from './plugin/read-plugin.ts';
export { runBackend } from './plugin/run-backend.ts';
export { noPlugin, sameName, sidecarNotRun } from './diagnostics.ts';
