import type { IncomingMessage, ServerResponse } from 'node:http';
import { request } from 'node:http';

/** A request to the store, before it is passed on. */
export interface StoreRequest {
  readonly method: string;
  /** Path with the bucket, decoded, without the query. */
  readonly path: string;
  readonly query: string;
}

/** What becomes of a request: passed on, answered with a status instead, or its connection cut. */
export type Verdict = 'pass' | 'cut' | { readonly status: number };

/** Where requests go, and who decides on them. */
export interface Forwarding {
  readonly host: string;
  readonly port: number;
  /** Asked for each request, and may take its time. */
  readonly judge: (request: StoreRequest) => Verdict | Promise<Verdict>;
  /** Asked when the store has begun to answer: whether its answer is passed on, or the connection cut. */
  readonly judgeAnswer?: (request: StoreRequest) => 'pass' | 'cut';
}

/** Passes a request on to a store as it is: the signature covers the name of the host that the client sees. */
export async function forwardRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  { host, port, judge, judgeAnswer }: Forwarding,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  const [path = '', query = ''] = url.split('?');
  const seen = { method, path: decodeURIComponent(path), query };
  const verdict = await judge(seen);
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
  const onward = request({ host, port, method, path: url, headers }, (answer) => {
    if (judgeAnswer?.(seen) === 'cut') {
      answer.destroy();
      cut();
      return;
    }
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', cut);
  });
  // A store that is gone is a connection that breaks, as it would be without the gate.
  onward.on('error', cut);
  incoming.on('error', () => onward.destroy());
  incoming.pipe(onward);
}
