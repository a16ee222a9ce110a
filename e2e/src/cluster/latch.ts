import { createServer, type ServerResponse } from 'node:http';
import { listenForPods } from './listen-for-pods.ts';

/**
 * A place where tasks stop until they are let go: `wget -qO- URL/NAME` in a script ends when `release(NAME)` was called. So a
 * case knows that a task is in the middle of its command, and for how long.
 */
export interface Latch {
  readonly url: string;
  /** Resolves when a task has come to the place, again for each time it comes. */
  arrived(name: string): Promise<void>;
  /** Lets go who waits there, and whoever comes later. */
  release(name: string): void;
  close(): void;
}

/** Listens where pods can reach it. */
export async function openLatch(): Promise<Latch> {
  const waiting = new Map<string, ServerResponse[]>();
  const open = new Set<string>();
  const listeners = new Map<string, (() => void)[]>();
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    if (open.has(name)) {
      response.end('go\n');
      return;
    }
    waiting.set(name, [...(waiting.get(name) ?? []), response]);
    for (const tell of listeners.get(name) ?? []) tell();
    listeners.delete(name);
  });
  // Whoever waits has said all that it has to say.
  server.requestTimeout = 0;
  const place = await listenForPods(server);
  return {
    url: `http://${place}`,
    arrived: (name) =>
      new Promise((resolve) => {
        if ((waiting.get(name) ?? []).length > 0) resolve();
        else listeners.set(name, [...(listeners.get(name) ?? []), resolve]);
      }),
    release: (name) => {
      open.add(name);
      for (const response of waiting.get(name) ?? []) response.end('go\n');
      waiting.delete(name);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
