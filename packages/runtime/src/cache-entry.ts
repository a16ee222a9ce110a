import type { CacheRecord, ExecutionRecord, Values } from '@tiphys/metadata';

/** The cache entry of a success; `ttl` is for how many seconds it is of use, if not for ever. */
export function cacheEntry(
  record: ExecutionRecord,
  key: string,
  outputs: Values,
  ttl: number | undefined,
): CacheRecord {
  const created = record.finished ?? record.started;
  return {
    v: 1,
    kind: 'cache',
    key,
    run: record.run.uid,
    execution: record.id,
    created,
    ...(ttl !== undefined && { expires: later(created, ttl) }),
    outputs,
  };
}

/** The last time that a date can be, in milliseconds: what would live longer lives until then. */
const lastDate = 8.64e15;

function later(time: string, seconds: number): string {
  return new Date(Math.min(lastDate, Math.max(0, Date.parse(time) + seconds * 1000))).toISOString();
}
