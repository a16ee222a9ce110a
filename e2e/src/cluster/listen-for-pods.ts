import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { address } from './addresses.ts';

/** Lets a server listen on a free port where pods can reach it, and gives `host:port`. */
export function listenForPods(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address.apiServer, () => {
      resolve(`${address.apiServer}:${String((server.address() as AddressInfo).port)}`);
    });
  });
}
