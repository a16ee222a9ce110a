import { Worker } from 'node:worker_threads';
import { ConnectionError } from './connection-error.ts';
import { hashWorker } from './hash-worker.ts';

/** What is known of a part of a file once it is read. */
export interface PartSums {
  readonly crc: number;
  /** See `createPartChecksum`. */
  readonly checksum: string;
}

/** A file that is being digested beside the transfer. */
export interface FileHash {
  /** The file is complete up to this position. */
  advance(upTo: number): void;
  /** Checksums of a part, once it is read. */
  part(index: number): Promise<PartSums>;
  /** `sha256:<hex>` of the file, once it is read. */
  digest(): Promise<string>;
  /** Ends the work; harmless when it is done. */
  stop(): void;
}

interface Reply {
  readonly id: number;
  readonly part?: number;
  readonly crc?: number;
  readonly checksum?: string;
  readonly digest?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** A value that somebody may wait for before it is there. */
interface Slot<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

interface Job {
  readonly parts: Slot<PartSums>[];
  readonly digest: Slot<string>;
}

const jobs = new Map<number, Job>();
let worker: Worker | undefined;
let lastId = 0;

/**
 * Starts to digest a file of that size in the one thread of this process for it, which is started when it is first needed. With
 * `partBytes` it also gives the checksums of the parts.
 */
export function hashFile(path: string, bytes: number, partBytes?: number): FileHash {
  const id = ++lastId;
  const job = {
    parts: Array.from({ length: Math.ceil(bytes / (partBytes ?? Infinity)) }, slot<PartSums>),
    digest: slot<string>(),
  };
  const thread = (worker ??= startWorker());
  jobs.set(id, job);
  thread.ref();
  thread.postMessage({ id, open: { path, bytes, partBytes }, upTo: 0 });
  return {
    advance: (upTo) => thread.postMessage({ id, upTo }),
    part: async (index) => (job.parts[index] as Slot<PartSums>).promise,
    digest: async () => job.digest.promise,
    stop: () => {
      thread.postMessage({ id, stop: true });
      forget(id);
    },
  };
}

function startWorker(): Worker {
  const thread = new Worker(hashWorker, {
    eval: true,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 },
  });
  thread.on('message', receive);
  const fail = (error: Error): void => {
    worker = undefined;
    for (const id of [...jobs.keys()]) receive({ id, error: { code: '', message: error.message } });
  };
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error('the thread that digests files has ended')));
  return thread;
}

function receive({ id, part, crc = 0, checksum = '', digest, error }: Reply): void {
  const job = jobs.get(id);
  if (job === undefined) return;
  if (error !== undefined) {
    const problem = new ConnectionError(`a file could not be digested: ${error.message}`, { code: error.code });
    for (const waiting of [...job.parts, job.digest]) waiting.reject(problem);
    forget(id);
  } else if (digest !== undefined) {
    job.digest.resolve(`sha256:${digest}`);
    forget(id);
  } else if (part !== undefined) {
    job.parts[part]?.resolve({ crc, checksum });
  }
}

function forget(id: number): void {
  jobs.delete(id);
  // An idle thread must not keep the process alive.
  if (jobs.size === 0) worker?.unref();
}

function slot<T>(): Slot<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  // Nobody may be waiting for it.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
