import { randomBytes } from 'node:crypto';
import type { CacheRecord, ExecutionRecord } from '@tiphys/metadata';
import { readFinished, writeCacheEntry, writeExecution, writeRun } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import type { TaskEnvironment } from './task-request.ts';

/** Writes records without ever failing or delaying the task: trouble becomes a warning. */
export interface RecordKeeper {
  /** Records the run and the start of the attempt, in the background. */
  started(record: ExecutionRecord): void;
  /** Records the end. The answer is the record that counts: another pod of the same attempt may have succeeded before. */
  ended(record: ExecutionRecord): Promise<ExecutionRecord>;
  cached(record: CacheRecord): Promise<void>;
  /** The record of this attempt if it has succeeded already, in an earlier life of this pod. */
  finishedBefore(record: ExecutionRecord): Promise<ExecutionRecord | undefined>;
}

/** Makes the record keeper of one attempt. */
export function createRecordKeeper(
  store: ArtifactStore,
  { spec, run }: TaskEnvironment,
  warn: (message: string) => void,
): RecordKeeper {
  const writer = randomBytes(6).toString('hex');
  const pending: Promise<void>[] = [];
  const safely = async <T>(what: string, otherwise: T, write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } catch (error) {
      warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return otherwise;
    }
  };
  return {
    started: (record) => {
      pending.push(
        safely('The run could not be recorded', undefined, async () =>
          writeRun(store, { ...run, pipeline: spec.pipeline }),
        ),
        safely('The start of the task could not be recorded', undefined, async () => {
          await writeExecution(store, record, writer);
        }),
      );
    },
    ended: async (record) => {
      await Promise.all(pending);
      return safely('The end of the task could not be recorded', record, async () => {
        const first = await writeExecution(store, record, writer);
        return first ? record : ((await readFinished(store, record.run.uid, record.id)) ?? record);
      });
    },
    cached: async (record) =>
      safely('The cache entry could not be written', undefined, async () => writeCacheEntry(store, record)),
    finishedBefore: async (record) =>
      safely('Earlier records could not be read', undefined, async () =>
        readFinished(store, record.run.uid, record.id),
      ),
  };
}
