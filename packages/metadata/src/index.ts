export { compareRuns, lastAttempts } from './compare-runs.ts';
export type { ComparedValue, RunComparison } from './compare-runs.ts';
export { collectGarbage } from './gc/collect-garbage.ts';
export type { Collected } from './gc/collect-garbage.ts';
export { planCollection } from './gc/plan-collection.ts';
export type { CollectionPlan, CollectionRules } from './gc/plan-collection.ts';
export { explainCache } from './explain-cache.ts';
export type { CacheExplanation, KeyChange } from './explain-cache.ts';
export { executionId, runKey, runRootOf, uriSegments } from './layout.ts';
export type { RunKey } from './layout.ts';
export { readLineage } from './lineage.ts';
export type { Lineage, LineageStep } from './lineage.ts';
export { hasCacheEntry, readCacheEntries, readFailures, readFinished, sealOf } from './outcome-reader.ts';
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
export { writeArtifactUse, writeCacheEntry, writeExecution, writeRun, writeStart } from './writer.ts';
export { runState, taskTree } from './task-tree.ts';
export type { TaskNode } from './task-tree.ts';
