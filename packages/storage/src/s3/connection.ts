import type { OnReadOpts, Socket } from 'node:net';
import { connect as connectPlain } from 'node:net';
import { errorMessage } from '@tiphys/diagnostics';
import { errorCode } from '../errors.ts';
import { ConnectionError } from './connection-error.ts';
import type { BodySink, ResponseHead } from './response-reader.ts';
import { ResponseReader } from './response-reader.ts';

/** Where to connect to. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  /** How long it may be silent, in milliseconds. */
  readonly silence: number;
  /** How a socket is made; plain TCP without. */
  readonly connect?: Connect;
}

/** Makes a socket, which reads into the buffers of `onread`. */
export type Connect = (options: {
  readonly host: string;
  readonly port: number;
  readonly onread: OnReadOpts;
}) => Socket;

/** A request whose head is made; a body is sent by `body`, which starts over each time it is called. */
export interface Exchange {
  readonly method: string;
  /** Request line and headers with the empty line at the end. */
  readonly head: string;
  readonly body?: Buffer | BodySource;
  /** Decides, once the head of the answer is there, where its body goes. */
  readonly open: (head: ResponseHead) => BodySink;
  /** A large buffer to read into, for a body that is longer than the connection's own. */
  readonly buffer?: Buffer;
}

/** Sends a body piece by piece: gives it to `send`, which resolves when the piece may be overwritten. */
export type BodySource = (send: (piece: Buffer) => Promise<void>) => Promise<void>;

/** What an idle connection holds in memory. */
const ownBuffer = 64 * 1024;

/** One keep-alive HTTP/1.1 connection; one request at a time. Reads into a buffer of its own, so that bodies make no garbage. */
export class Connection {
  /** Whether another request may follow. */
  usable = true;
  #used = false;
  #sent = true;
  #reader: ResponseReader | undefined;
  #settle: ((error?: unknown) => void) | undefined;
  #large: Buffer | undefined;
  readonly #buffer = Buffer.allocUnsafeSlow(ownBuffer);
  readonly #socket: Socket;

  constructor(address: ServerAddress) {
    const onread = {
      buffer: () =>
        this.#large !== undefined && (this.#reader?.remaining ?? 0) > ownBuffer ? this.#large : this.#buffer,
      callback: (length: number, buffer: Uint8Array): boolean => {
        this.#receive(buffer.subarray(0, length) as Buffer);
        return true;
      },
    };
    const { host, port, silence, connect = connectPlain } = address;
    this.#socket = connect({ host, port, onread });
    this.#socket.setNoDelay(true);
    this.#socket.setTimeout(silence, () =>
      this.#fail(new ConnectionError('the server is silent', { code: 'ETIMEDOUT' })),
    );
    this.#socket.on('error', (error) => this.#fail(connectionError(error)));
    this.#socket.on('end', () => this.#ended());
    this.#socket.on('close', () => this.#ended());
  }

  /** Sends a request and resolves when its answer is complete. After an error the connection is of no use any more. */
  async exchange(request: Exchange): Promise<ResponseHead> {
    const reader = new ResponseReader(request.method, request.open);
    const reused = this.#used;
    this.#used = true;
    this.#reader = reader;
    this.#large = request.buffer;
    this.#socket.ref();
    const answered = new Promise<void>((resolve, reject) => {
      this.#settle = (error) => (error === undefined ? resolve() : reject(asError(error)));
    });
    const sending = this.#send(request);
    try {
      await (sending === undefined ? answered : Promise.race([answered, sending.then(async () => answered)]));
      if (reader.head === undefined) throw new ConnectionError('the answer has no head');
      // A server may refuse before it has read everything; then half a request has been sent, and no other can follow.
      // Nor after a signature that is refused: if that was damage, nobody knows what the server takes for the next request.
      this.usable &&= reader.reusable && this.#sent && reader.head.status !== 403;
      return reader.head;
    } catch (error) {
      this.usable = false;
      throw reused && !reader.started && error instanceof ConnectionError
        ? new ConnectionError(error.message, { code: error.code, stale: true, cause: error })
        : error;
    } finally {
      this.#reader = undefined;
      this.#settle = undefined;
      this.#large = undefined;
      if (this.usable) this.#socket.unref();
      else this.#socket.destroy();
      // The source must be through with its file before the caller closes it; a destroyed socket ends its writes.
      await sending?.catch(() => undefined);
    }
  }

  close(): void {
    this.usable = false;
    this.#socket.destroy();
  }

  /** Only a body that comes in pieces is worth waiting for. */
  #send({ head, body }: Exchange): Promise<void> | undefined {
    if (typeof body === 'function') return this.#sendPieces(head, body);
    this.#socket.cork();
    this.#socket.write(head, 'latin1');
    if (body !== undefined) this.#socket.write(body);
    this.#socket.uncork();
    return undefined;
  }

  async #sendPieces(head: string, body: BodySource): Promise<void> {
    this.#sent = false;
    this.#socket.write(head, 'latin1');
    await body(async (piece) => this.#write(piece));
    this.#sent = true;
  }

  async #write(piece: Buffer): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#socket.write(piece, (error) => (error ? reject(connectionError(error)) : resolve()));
    });
  }

  #receive(bytes: Buffer): void {
    if (this.#reader === undefined) {
      // Nothing was asked: most likely a goodbye such as "408 Request Timeout".
      this.close();
      return;
    }
    try {
      this.#reader.push(bytes);
      if (this.#reader.done) this.#settle?.();
    } catch (error) {
      this.#fail(error);
    }
  }

  #ended(): void {
    this.usable = false;
    try {
      this.#reader?.end();
      this.#settle?.();
    } catch (error) {
      this.#settle?.(error);
    }
    this.#socket.destroy();
  }

  #fail(error: unknown): void {
    this.usable = false;
    this.#settle?.(error);
    this.#socket.destroy();
  }
}

function connectionError(error: unknown): ConnectionError {
  return new ConnectionError(errorMessage(error), { code: errorCode(error), cause: error });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new ConnectionError(errorMessage(thrown));
}
