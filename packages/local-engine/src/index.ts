export { readManifest } from './manifest/read-manifest.ts';
export type { ReadResult } from './manifest/read-manifest.ts';
export type { Manifest, ManifestKind } from './manifest/manifest.ts';
export type { NodePhase } from './run/node-status.ts';
export { readRunParameters } from './run/find-earlier-run.ts';
export { runManifest } from './run/run-manifest.ts';
export type { RunOptions } from './run/run-options.ts';
export type { RunEvent } from './run/run-recorder.ts';
export type { ArtifactReport, RunResult, TaskReport } from './run/run-result.ts';
