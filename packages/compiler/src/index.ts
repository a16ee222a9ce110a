export { conditionParameters } from './analysis/condition-parameters.ts';
export { liveOutputs } from './analysis/live-outputs.ts';
export type { LiveOutputs } from './analysis/live-outputs.ts';
export type { CompileOptions } from './compile-options.ts';
export { compilePipeline } from './compile-pipeline.ts';
export type { CompileResult } from './compile-pipeline.ts';
export type { Entrypoint } from './entrypoint.ts';
export type {
  Binding,
  Channel,
  ContainerExecutor,
  Dependency,
  Executor,
  ImporterExecutor,
  Loop,
  OutputChannel,
  OutputReference,
  Plan,
  PlanPipeline,
  Ports,
  Resources,
  RetryPolicy,
  Scope,
  ScopeOutput,
  Task,
  TaskTarget,
} from './plan.ts';
