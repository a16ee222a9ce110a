import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forwardRequest } from '../forward-request.ts';
import type { Moments } from './moments.ts';
import { phaseOf } from './moments.ts';

/** The store as one pod sees it: what passes is counted, and after the pod's end nothing does. */
export interface StoreView {
  /** `host:port` */
  readonly endpoint: string;
  close(): void;
}

/** Opens a view of the store at `store` (`host:port`). */
export async function openStoreView(store: string, moments: Moments): Promise<StoreView> {
  const { hostname: host, port } = new URL(`http://${store}`);
  const server = createServer((incoming, response) => {
    void forwardRequest(incoming, response, {
      host,
      port: Number(port),
      judge: (request) => (moments.pass(phaseOf(request)) ? 'pass' : 'cut'),
      judgeAnswer: (request) => (moments.pass(phaseOf(request)) ? 'pass' : 'cut'),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
