export { runComponent } from './run-component.ts';
export type { ComponentResult } from './run-component.ts';
export { RunFailedError } from './run-failed-error.ts';
export { runPipeline } from './run-pipeline.ts';
export type { PipelineOptions, PipelineResult } from './run-pipeline.ts';
export type { GivenArtifact, GivenInputs, GivenPath, GivenText, MadeOutputs } from './values.ts';
