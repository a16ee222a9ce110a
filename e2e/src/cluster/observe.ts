import { setTimeout as delay } from 'node:timers/promises';
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
  const query = selector(objects);
  const over = AbortSignal.timeout(seconds * 1000);
  let last: unknown;
  while (!over.aborted) {
    const list = (await api.get(`${objects.path}?${query}`)) as {
      metadata: { resourceVersion: string };
      items: unknown[];
    };
    for (const object of list.items) {
      last = object;
      const found = ready(object as never, 'ADDED');
      if (found !== undefined) return found;
    }
    const seen = new AbortController();
    let found: T | undefined;
    let fault: Error | undefined;
    await api.watch(
      `${objects.path}?${query}&watch=1&timeoutSeconds=300&resourceVersion=${list.metadata.resourceVersion}`,
      ({ type, object }) => {
        if (type === 'BOOKMARK' || type === 'ERROR' || found !== undefined || fault !== undefined) return;
        last = object;
        try {
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
    // A watch that ends at once must not become a storm of requests.
    await delay(200);
  }
  throw new Error(`waited ${String(seconds)} s in vain for ${what}: ${state(last)}`);
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
