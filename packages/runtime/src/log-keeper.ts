import { errorMessage } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';

/** Bounds of a kept log. Bytes and milliseconds. */
const bounds = {
  /** An object of the log is at most this long. */
  part: 256 * 1024,
  /** Parts that wait for the store at a time; what is older is lost, so that a slow store costs no memory. */
  waiting: 16,
  /** What is stored while the command runs; of what it writes after that only the last parts are kept. */
  stored: 64 * 1024 * 1024,
  /** Parts of the end that are kept beyond `stored`. */
  last: 4,
  /** From the first byte that waits until it is on its way to the store. It doubles every time, up to `slowest`. */
  soonest: 2_000,
  slowest: 60_000,
};

/** Keeps what a command writes as objects in the store, in the order in which it came. */
export interface LogKeeper {
  /** Takes bytes of either stream. Never waits, never throws. */
  push(chunk: Uint8Array): void;
  /** Stores the rest. The answer is whether what is in the store is the log, if only a part of it. */
  close(): Promise<boolean>;
}

/**
 * Makes the keeper of the log that lies below `uri`, which ends in a slash: objects `000000.log`, `000001.log` and so on, to be
 * read one after the other. Parts are stored while the command runs, so that a pod that is killed leaves its log up to a minute
 * before. Trouble with the store is a warning, at most one; what is lost is said in the log, where it is missing.
 *
 * Memory is bounded to 18 parts of 256 KiB, and there are no files.
 */
export function createLogKeeper(store: ArtifactStore, uri: string, warn: (message: string) => void): LogKeeper {
  const parts: Buffer[] = [];
  let open: Buffer = Buffer.alloc(0);
  let filled = 0;
  let lost = 0;
  let stored = 0;
  let written = 0;
  let warned = false;
  let writing: Promise<boolean> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let delay = bounds.soonest;

  const shut = (): void => {
    if (filled > 0) parts.push(open.subarray(0, filled));
    open = Buffer.alloc(0);
    filled = 0;
    const most = stored < bounds.stored ? bounds.waiting : bounds.last;
    while (parts.length > most) lost += parts.shift()?.length ?? 0;
  };

  /** Stores what waits; `false` when the store did not take it, which then goes on waiting. */
  const writeAll = async (closing: boolean): Promise<boolean> => {
    for (;;) {
      const part = closing || stored < bounds.stored ? parts.shift() : undefined;
      if (part === undefined) return true;
      const gap = lost;
      try {
        const bytes = gap === 0 ? part : Buffer.concat([missing(gap), part]);
        await store.put(`${uri}${String(written).padStart(6, '0')}.log`, bytes);
        written += 1;
        stored += part.length;
        lost -= gap;
      } catch (error) {
        if (lost === gap) parts.unshift(part);
        else lost += part.length;
        if (!warned) warn(`The log could not be kept: ${errorMessage(error)}`);
        warned = true;
        return false;
      }
    }
  };

  const write = (): void => {
    writing ??= writeAll(false).finally(() => (writing = undefined));
  };

  const tick = (): void => {
    timer = undefined;
    shut();
    write();
    delay = Math.min(bounds.slowest, 2 * delay);
  };

  return {
    push: (chunk) => {
      for (let taken = 0; taken < chunk.length;) {
        const more = chunk.subarray(taken, taken + bounds.part - filled);
        open = fitting(open, filled, filled + more.length);
        open.set(more, filled);
        filled += more.length;
        taken += more.length;
        if (filled === bounds.part) {
          shut();
          write();
        }
      }
      // Beyond the bound nothing is stored before the end.
      if (stored < bounds.stored) timer ??= setTimeout(tick, delay).unref();
    },
    close: async () => {
      clearTimeout(timer);
      await writing;
      shut();
      await writeAll(true);
      return written > 0 || !warned;
    },
  };
}

/** A buffer with the same beginning and room for `needed` bytes: short logs take little memory. */
function fitting(buffer: Buffer, filled: number, needed: number): Buffer {
  if (needed <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafeSlow(Math.min(bounds.part, Math.max(4096, 2 * needed)));
  buffer.copy(larger, 0, 0, filled);
  return larger;
}

function missing(bytes: number): Buffer {
  return Buffer.from(`\n[tiphys: ${bytes} bytes of the log are missing here]\n`);
}
