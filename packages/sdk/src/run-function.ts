export { isArtifactType } from './types/type.ts';
export { runFunction } from './worker/run-function.ts';
export type { ExecutorInput, ExecutorOutput } from './worker/run-function.ts';
export type { RegisteredComponent } from './worker/registry.ts';
