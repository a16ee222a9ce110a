import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { address, minioService } from './addresses.ts';
import { listenForPods } from './listen-for-pods.ts';

/** A request to the store, before it is passed on. */
export interface StoreRequest {
  readonly method: string;
  /** Path with the bucket, decoded, without the query. */
  readonly path: string;
  readonly query: string;
}

/** What becomes of a request: passed on, answered with a status instead, or its connection cut. */
export type Verdict = 'pass' | 'cut' | { readonly status: number };

/** A store whose requests can be seen, held and refused: a proxy before the real one. */
export interface StoreGate {
  /** Option of `tiphys compile` that sends a pipeline's pods here. */
  readonly compileOption: string;
  close(): void;
}

/** Opens a gate where pods can reach it. `judge` is asked for each request, and may take its time. */
export async function openStoreGate(judge: (request: StoreRequest) => Verdict | Promise<Verdict>): Promise<StoreGate> {
  const server = createServer((incoming, response) => {
    void pass(incoming, response, judge);
  });
  const place = await listenForPods(server);
  return {
    compileOption: `--pipeline-root=minio://mlpipeline/v2/artifacts?endpoint=${place}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function pass(
  incoming: IncomingMessage,
  response: ServerResponse,
  judge: (request: StoreRequest) => Verdict | Promise<Verdict>,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  const [path = '', query = ''] = url.split('?');
  const verdict = await judge({ method, path: decodeURIComponent(path), query });
  // Not only the request: once that is complete, to destroy it leaves the connection open.
  const cut = (): unknown => incoming.socket.destroy();
  if (verdict === 'cut') {
    cut();
    return;
  }
  if (verdict !== 'pass') {
    incoming.resume();
    response.writeHead(verdict.status, { connection: 'close' }).end();
    return;
  }
  // With the headers as they are: the signature covers the name of the host that the client sees.
  const onward = request({ host: address.minio, port: minioService.port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', cut);
  });
  // A store that is gone is a connection that breaks, as it would be without the gate.
  onward.on('error', cut);
  incoming.on('error', () => onward.destroy());
  incoming.pipe(onward);
}
