import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** What happens to one connection. */
export type Fault =
  | { readonly kind: 'none' }
  /** It is cut after so many bytes in that direction. */
  | { readonly kind: 'cut'; readonly way: 'up' | 'down'; readonly after: number }
  /** One bit of the byte at that place is the other way round. */
  | { readonly kind: 'flip'; readonly way: 'up' | 'down'; readonly at: number; readonly bit: number }
  /** The answer to whatever is asked. */
  | { readonly kind: 'answer'; readonly text: string };

export interface FaultProxy {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Passes connections on to another server, and does to each what `next` says. */
export async function startFaultProxy(target: string, next: () => Fault): Promise<FaultProxy> {
  const [host = '', port] = target.split(':');
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const fault = next();
    open.add(client);
    client.on('close', () => open.delete(client)).on('error', () => client.destroy());
    if (fault.kind === 'answer') {
      client.once('data', () => client.end(fault.text));
      return;
    }
    const upstream = connect({ host, port: Number(port), noDelay: true });
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    open.add(upstream);
    upstream.on('close', () => open.delete(upstream)).on('error', cut);
    pass(client, upstream, 'up', fault, cut);
    pass(upstream, client, 'down', fault, cut);
    client.on('end', () => upstream.end()).on('close', () => upstream.destroy());
    upstream.on('end', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(from: Socket, to: Socket, way: 'up' | 'down', fault: Fault, cut: () => void): void {
  let passed = 0;
  from.on('data', (chunk: Buffer) => {
    const start = passed;
    passed += chunk.length;
    if (fault.kind === 'cut' && fault.way === way && passed >= fault.after) {
      to.write(chunk.subarray(0, fault.after - start), cut);
      from.pause();
      return;
    }
    if (fault.kind === 'flip' && fault.way === way && start <= fault.at && fault.at < passed) {
      chunk.writeUInt8(chunk.readUInt8(fault.at - start) ^ (1 << fault.bit), fault.at - start);
    }
    if (!to.write(chunk)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  });
}
