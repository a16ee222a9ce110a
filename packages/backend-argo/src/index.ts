export { emitManifest } from './emit-manifest.ts';
export type { EmitResult } from './emit-manifest.ts';
export { workflowSpec } from './manifest.ts';
export type { Manifest } from './manifest.ts';
export { argoVersions, isPipelineRoot, manifestKinds } from './options.ts';
export type { ArgoVersion, CronSchedule, EmitOptions, ManifestKind } from './options.ts';
export { printDocuments, printManifest } from './print-manifest.ts';
export { reportManifest } from './report.ts';
export type { Report } from './report.ts';
