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
export function untilObject<T>(
  api: Api,
  objects: Objects,
  what: string,
  seconds: number,
  ready: (object: never, type: WatchEvent['type']) => T | undefined,
): Promise<T> {
  return untilEvent(api, objects, what, seconds, () => ({ type, object }) => {
    return type === 'BOOKMARK' ? undefined : ready(object as never, type);
  });
}

/** Waits until none of the objects is as `counts` says; also when there are none to begin with. */
export async function untilNone(
  api: Api,
  objects: Objects,
  what: string,
  seconds: number,
  counts: (object: never) => boolean,
): Promise<void> {
  await untilEvent(api, objects, what, seconds, () => {
    const left = new Set<string>();
    let complete = false;
    return ({ type, object }) => {
      const { uid } = (object as { metadata: { uid?: string } }).metadata;
      if (type === 'BOOKMARK') complete = true;
      else if (type !== 'DELETED' && counts(object as never)) left.add(uid ?? '');
      else left.delete(uid ?? '');
      return complete && left.size === 0 ? true : undefined;
    };
  });
}

/** What came of a watch so far. */
interface Watched<T> {
  began?: true;
  found?: T | undefined;
  fault?: Error;
}

function isOver({ found, fault }: Watched<unknown>): boolean {
  return found !== undefined || fault !== undefined;
}

/** Gives every event of as many watches as it takes to what `begin` makes for each of them, until that gives something. */
async function untilEvent<T>(
  api: Api,
  objects: Objects,
  what: string,
  seconds: number,
  begin: () => (event: WatchEvent) => T | undefined,
): Promise<T> {
  const over = AbortSignal.timeout(seconds * 1000);
  let last: unknown;
  for (;;) {
    const seen = new AbortController();
    const ready = begin();
    const end: Watched<T> = {};
    await api.watch(
      watchOf(objects),
      (event) => {
        end.began = true;
        if (isOver(end)) return;
        if (event.type !== 'BOOKMARK') last = event.object;
        try {
          if (event.type === 'ERROR') assertToBeAskedAgain(event.object as Status);
          else end.found = ready(event);
        } catch (error) {
          end.fault = error instanceof Error ? error : new Error(String(error));
        }
        if (isOver(end)) seen.abort();
      },
      AbortSignal.any([over, seen.signal]),
    );
    if (end.fault !== undefined) throw end.fault;
    if (end.found !== undefined) return end.found;
    if (over.aborted) throw new Error(`waited ${String(seconds)} s in vain for ${what}: ${state(last)}`);
    // A server that ends a watch is asked again, with all objects as they are then; one that tells nothing at all is broken.
    if (end.began === undefined) {
      throw new Error(`no watch of ${objects.path} while waiting for ${what}: ${state(last)}`);
    }
  }
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

/**
 * A watch that fell behind ends with 410, and with 504 one that the server's own memory of objects was behind for 3 s ("Too large resource
 * version"), as on a busy machine; any other error would come again.
 */
function assertToBeAskedAgain({ code, message }: Status): void {
  if (code !== 410 && code !== 504) throw new Error(`a watch was refused: ${String(code)} ${message ?? ''}`);
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
