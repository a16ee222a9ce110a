import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';

/** The two output streams of a task. */
export interface OutputStreams {
  readonly stdout: Socket;
  readonly stderr: Socket;
  /** Resolves when both have been read to the end. */
  readonly closed: Promise<void>;
}

/** Where tasks connect their output to. */
export interface OutputServer {
  readonly path: string;
  /** Waits for a task that connects both its streams. */
  streamsOf(id: number): Promise<OutputStreams>;
  /** The task will not come. */
  forget(id: number): void;
  close(): void;
}

/** What a stream says first: nine digits for the task, and one for the stream. */
const headerLength = 10;

interface Arrived {
  readonly socket: Socket;
  readonly closed: Promise<void>;
}

/** Waits on a socket of the file system. Streams that nobody waits for are closed. */
export async function openOutputServer(path: string): Promise<OutputServer> {
  const waiting = new Map<number, (stream: string, arrived: Arrived) => void>();
  const server = createServer((socket) => {
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
    });
    // A stream that breaks ends.
    socket.on('error', () => undefined);
    const read = (): void => {
      const header = socket.read(headerLength) as Buffer | null;
      if (header === null) return;
      socket.off('readable', read);
      const text = header.toString('latin1');
      const take = waiting.get(Number(text.slice(0, -1)));
      if (take === undefined) socket.destroy();
      else take(text.slice(-1), { socket, closed });
    };
    socket.on('readable', read);
  });
  server.unref();
  server.listen(path);
  await once(server, 'listening');
  return {
    path,
    streamsOf: (id) =>
      new Promise((resolve) => {
        const found = new Map<string, Arrived>();
        waiting.set(id, (stream, arrived) => {
          found.set(stream, arrived);
          const [out, error] = [found.get('1'), found.get('2')];
          if (out === undefined || error === undefined) return;
          waiting.delete(id);
          const closed = Promise.all([out.closed, error.closed]).then(() => undefined);
          resolve({ stdout: out.socket, stderr: error.socket, closed });
        });
      }),
    forget: (id) => waiting.delete(id),
    close: () => server.close(),
  };
}
