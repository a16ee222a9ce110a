import type { Api, WatchEvent } from './api.ts';

/** Which objects to look at. */
export interface Objects {
  /** Path of the collection: `/api/v1/namespaces/pipelines/pods`. */
  readonly path: string;
  readonly name?: string;
  readonly labels?: string;
}

/**
 * Waits until `ready` makes something of one of the objects, as they are now or become. Sees every state that the API server
 * tells, so that none can pass between two looks. Throws after the seconds, with what it waited for and the last state.
 */
export async function untilObject<T>(
  api: Api,
  objects: Objects,
  what: string,
  seconds: number,
  ready: (object: never, type: WatchEvent['type']) => T | undefined,
): Promise<T> {
  const over = AbortSignal.timeout(seconds * 1000);
  let last: unknown;
  while (!over.aborted) {
    const seen = new AbortController();
    let began = false;
    let found: T | undefined;
    let fault: Error | undefined;
    await api.watch(
      watchOf(objects),
      ({ type, object }) => {
        began = true;
        if (type === 'BOOKMARK' || found !== undefined || fault !== undefined) return;
        try {
          if (type === 'ERROR') {
            assertToBeAskedAgain(object as Status);
            return;
          }
          last = object;
          found = ready(object as never, type);
        } catch (error) {
          fault = error instanceof Error ? error : new Error(String(error));
        }
        if (found !== undefined || fault !== undefined) seen.abort();
      },
      AbortSignal.any([over, seen.signal]),
    );
    if (fault !== undefined) throw fault;
    if (found !== undefined) return found;
    // A server that ends a watch is asked again, with all objects as they are then; one that tells nothing at all is broken.
    if (!began && !over.aborted)
      throw new Error(`no watch of ${objects.path} while waiting for ${what}: ${state(last)}`);
  }
  throw new Error(`waited ${String(seconds)} s in vain for ${what}: ${state(last)}`);
}

/** A watch that begins with every object as it is now, and a bookmark behind them: it is never without an event. */
function watchOf(objects: Objects): string {
  const query = selector(objects);
  return `${objects.path}?${query}&watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=300`;
}

interface Status {
  readonly code?: number;
  readonly message?: string;
}

/** A watch that fell behind ends with 410; any other error would come again. */
function assertToBeAskedAgain({ code, message }: Status): void {
  if (code !== 410) throw new Error(`a watch was refused: ${String(code)} ${message ?? ''}`);
}

function selector({ name, labels }: Objects): string {
  return new URLSearchParams({
    ...(name !== undefined && { fieldSelector: `metadata.name=${name}` }),
    ...(labels !== undefined && { labelSelector: labels }),
  }).toString();
}

function state(object: unknown): string {
  if (object === undefined) return 'there is no such object';
  const { status } = object as { status?: object };
  return JSON.stringify(status ?? object).slice(0, 2000);
}
