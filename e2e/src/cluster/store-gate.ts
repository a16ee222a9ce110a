import { createServer } from 'node:http';
import type { Forwarding } from '../forward-request.ts';
import { forwardRequest } from '../forward-request.ts';
import { address, minioService } from './addresses.ts';
import { listenForPods } from './listen-for-pods.ts';

/** A store whose requests can be seen, held and refused: a proxy before the real one. */
export interface StoreGate {
  /** Option of `tiphys compile` that sends a pipeline's pods here. */
  readonly compileOption: string;
  close(): void;
}

/** Opens a gate where pods can reach it. `judge` is asked for each request, and may take its time. */
export async function openStoreGate(judge: Forwarding['judge']): Promise<StoreGate> {
  const server = createServer((incoming, response) => {
    void forwardRequest(incoming, response, { host: address.minio, port: minioService.port, judge });
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
