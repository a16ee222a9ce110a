export { executionId } from './layout.ts';
export type { RunKey } from './layout.ts';
export { listExecutions, listRuns, readCacheEntries, readFinished, readRun } from './reader.ts';
export type { ListRunsOptions } from './reader.ts';
export { recordVersion } from './records.ts';
export type { CacheRecord, ExecutionRecord, ExecutionState, RunRecord, Values } from './records.ts';
export { writeCacheEntry, writeExecution, writeRun } from './writer.ts';
