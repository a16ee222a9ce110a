import { randomBytes } from 'node:crypto';
import { errorMessage } from '@tiphys/diagnostics';
import type { ArtifactRecord, ArtifactRole, CacheRecord, ExecutionRecord } from '@tiphys/metadata';
import {
  hasCacheEntry,
  readFinished,
  sealOf,
  writeArtifactUse,
  writeCacheEntry,
  writeExecution,
  writeRun,
  writeStart,
} from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { mapBounded } from '@tiphys/storage';
import type { TaskEnvironment } from './task-request.ts';

/** Writes at a time. */
const parallel = 8;

/** The first record of an attempt. */
export type StartRecord = ExecutionRecord & { readonly state: 'RUNNING' };

/** Writes records without ever failing the task: trouble becomes a warning. */
export interface RecordKeeper {
  /**
   * Records the run, in the background, and the start of the attempt. The answer is whether this pod is known to be the first of the
   * attempt: else another one may be writing to the attempt's own place.
   */
  started(record: StartRecord): Promise<boolean>;
  /**
   * Records the end, and who read and gave which artifacts. The answer is the record that counts: another pod of the same attempt
   * may have succeeded before.
   */
  ended(record: ExecutionRecord): Promise<ExecutionRecord>;
  /** Adds a cache entry, with seals of its artifacts. */
  cached(record: CacheRecord): Promise<void>;
  /**
   * Claims the artifacts of a cache entry for this attempt, so that nobody removes them from now on. Without the claim, or when
   * the entry was gone before it, the entry may not be used: the answer is `false`.
   */
  claimed(entry: CacheRecord, record: ExecutionRecord): Promise<boolean>;
  /** The record of this attempt if it has succeeded already, in an earlier life of this pod. */
  finishedBefore(record: ExecutionRecord): Promise<ExecutionRecord | undefined>;
}

/** Makes the record keeper of one attempt. */
export function createRecordKeeper(
  store: ArtifactStore,
  { run }: TaskEnvironment,
  warn: (message: string) => void,
): RecordKeeper {
  const writer = randomBytes(6).toString('hex');
  const pending: Promise<void>[] = [];
  const safely = async <T>(what: string, otherwise: T, write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } catch (error) {
      warn(`${what}: ${errorMessage(error)}`);
      return otherwise;
    }
  };
  const writeUses = async (record: ExecutionRecord): Promise<void> => {
    await mapBounded(usesOf(record), parallel, async (use) => writeArtifactUse(store, use, run.created));
  };
  return {
    started: async (record) => {
      pending.push(safely('The run could not be recorded', undefined, async () => writeRun(store, run)));
      return safely('The start of the task could not be recorded', false, async () =>
        writeStart(store, record, writer),
      );
    },
    ended: async (record) => {
      await Promise.all(pending);
      const uses = safely('The use of artifacts could not be recorded', undefined, async () => writeUses(record));
      const counted = await safely('The end of the task could not be recorded', record, async () => {
        const first = await writeExecution(store, record, writer);
        return first ? record : ((await readFinished(store, record.run.uid, record.id)) ?? record);
      });
      await uses;
      return counted;
    },
    cached: async (record) =>
      safely('The cache entry could not be written', undefined, async () =>
        writeCacheEntry(store, { ...record, ...(await sealsOf(store, record)) }),
      ),
    claimed: async (entry, record) =>
      safely('The cached result could not be claimed', false, async () => {
        await writeUses({ ...record, outputs: entry.outputs });
        return hasCacheEntry(store, entry);
      }),
    finishedBefore: async (record) =>
      safely('Earlier records could not be read', undefined, async () =>
        readFinished(store, record.run.uid, record.id),
      ),
  };
}

/** What an attempt read and gave, each artifact once on each side. */
function usesOf({ run, id, inputs, outputs }: ExecutionRecord): readonly ArtifactRecord[] {
  const side = (role: ArtifactRole, values = inputs): ArtifactRecord[] =>
    [...new Set(Object.values(values?.artifacts ?? {}).flatMap((list) => list.map(({ uri }) => uri)))].map((uri) => ({
      v: 1,
      kind: 'artifact',
      uri,
      role,
      run,
      execution: id,
    }));
  return [...side('input'), ...(outputs === undefined ? [] : side('output', outputs))];
}

async function sealsOf(store: ArtifactStore, { outputs }: CacheRecord): Promise<Pick<CacheRecord, 'seals'>> {
  const stored = Object.values(outputs.artifacts)
    .flat()
    .filter(({ digest }) => digest !== undefined);
  const seals = await mapBounded(stored, parallel, async ({ uri }) => [uri, await sealOf(store, uri)] as const);
  return stored.length === 0
    ? {}
    : { seals: Object.fromEntries(seals.filter(([, seal]) => seal !== undefined)) as Record<string, string> };
}
