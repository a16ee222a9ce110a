export { executionId, runKey } from './layout.ts';
export type { RunKey } from './layout.ts';
export { hasCacheEntry, readCacheEntries, readFinished, sealOf } from './outcome-reader.ts';
export { listArtifactUses, listExecutions, listRuns, readExecution, readRun } from './reader.ts';
export type { ListRunsOptions, RunPage } from './reader.ts';
export { recordVersion } from './records.ts';
export type {
  ArtifactRecord,
  ArtifactRole,
  CacheMiss,
  CacheRecord,
  ExecutionRecord,
  ExecutionState,
  RunRecord,
  Values,
} from './records.ts';
export { writeArtifactUse, writeCacheEntry, writeExecution, writeRun } from './writer.ts';
