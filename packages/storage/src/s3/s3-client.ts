import type { CredentialSource, StoreCredentials, StorePlace } from '../store.ts';
import type { BodySource, Connect, ServerAddress } from './connection.ts';
import { ConnectionPool } from './connection-pool.ts';
import { encodeKey, encodeQuery } from './encode-key.ts';
import type { BodySink, ResponseHead } from './response-reader.ts';
import type { BucketAddress } from './s3-address.ts';
import { bucketAddress } from './s3-address.ts';
import { S3ResponseError } from './s3-response-error.ts';
import type { Signer } from './sign-request.ts';
import { createSigner } from './sign-request.ts';
import { xmlText } from './xml-text.ts';

/** A request about a bucket or an object. */
export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'HEAD' | 'POST' | 'DELETE';
  readonly bucket: string;
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** By lower-case names. All of them are signed. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | BodySource;
  /** Length of a body that is streamed. */
  readonly bytes?: number;
  /** Refusals that are answers. */
  readonly accept?: readonly number[];
  /** Takes the body of an answer to the purpose; without it the body is collected. */
  readonly open?: (head: ResponseHead) => BodySink;
  /** See `Exchange.buffer`. */
  readonly buffer?: Buffer;
}

/** An answer. `body` is empty when the request had a sink for it. */
export interface S3Response extends ResponseHead {
  readonly body: Buffer;
}

/** Connections to one server at a time: what many small objects need. */
const maximumConnections = 32;
const defaultRegion = 'us-east-1';
/** What keys no longer valid are refused with. */
const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'InvalidToken']);

/** How a server refuses a request that was damaged on its way, and others. */
const damaged = new Set([400, 403]);

/** Speaks S3 to the server of one place: addresses, signs, sends, and tells refusals from answers. */
export class S3Client {
  readonly #place: StorePlace;
  readonly #credentials: CredentialSource;
  readonly #silence: number;
  readonly #pools = new Map<string, Promise<ConnectionPool>>();
  readonly #regions = new Map<string, string>();
  readonly #addresses = new Map<string, BucketAddress>();
  #lastSigner: { readonly for: StoreCredentials; readonly region: string; readonly sign: Signer } | undefined;
  #secure: Promise<Connect> | undefined;

  constructor(place: StorePlace, credentials: CredentialSource, silence: number) {
    this.#silence = silence;
    this.#place = place;
    this.#credentials = credentials;
  }

  /**
   * Repeats once what another region, new keys or a fresh signature may cure, and leaves other repetitions to the caller.
   *
   * @throws S3ResponseError for a refusal, ConnectionError, and whatever the body's source or sink throws
   */
  async send(request: S3Request): Promise<S3Response> {
    for (let attempt = 0; ; attempt++) {
      const region = this.#regions.get(request.bucket) ?? this.#place.region ?? defaultRegion;
      const credentials = await this.#credentials();
      try {
        return await this.#exchange(request, region, credentials);
      } catch (error) {
        if (!(error instanceof S3ResponseError) || attempt === 1) throw error;
        const right = error.headers.get('x-amz-bucket-region');
        if (right !== undefined && right !== region) {
          this.#regions.set(request.bucket, right);
        } else if (expired.has(error.code)) {
          await this.#credentials({ refused: credentials });
        } else if (!damaged.has(error.status)) {
          throw error;
        }
        // One with a wrong key is refused like a damaged one. Signed anew it tells which it was.
      }
    }
  }

  async #exchange(request: S3Request, region: string, credentials: StoreCredentials | undefined): Promise<S3Response> {
    const { method, body } = request;
    const address = this.#address(request.bucket, region);
    const path = request.key === undefined ? address.path || '/' : `${address.path}/${encodeKey(request.key)}`;
    const query = request.query === undefined ? '' : encodeQuery(request.query);
    const length =
      request.bytes ?? (Buffer.isBuffer(body) ? body.length : method === 'PUT' || method === 'POST' ? 0 : -1);
    const plain = {
      host: address.authority,
      ...(length >= 0 && { 'content-length': String(length) }),
      ...request.headers,
    };
    const unsigned = { method, path, query, headers: plain, payload: 'UNSIGNED-PAYLOAD' };
    const headers = credentials === undefined ? plain : this.#signer(credentials, region)(unsigned, new Date());
    const chunks: Buffer[] = [];
    const pool = await this.#pool(address);
    const head = await pool.exchange({
      method,
      head: `${method} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1\r\n${headerLines(headers)}\r\n`,
      open: (answer) =>
        request.open !== undefined && answer.status < 300
          ? request.open(answer)
          : (chunk) => void chunks.push(Buffer.from(chunk)),
      ...(body !== undefined && { body }),
      ...(request.buffer !== undefined && { buffer: request.buffer }),
    });
    const received = Buffer.concat(chunks);
    const accepted = head.status < 300 || request.accept?.includes(head.status) === true;
    // S3 answers long operations with 200 before it knows how they end.
    if (!accepted || (request.method === 'POST' && xmlText(received.toString(), 'Code') !== undefined)) {
      throw new S3ResponseError(accepted ? 500 : head.status, head.headers, received.toString());
    }
    return { ...head, body: received };
  }

  /** A program knows few buckets. */
  #address(bucket: string, region: string): BucketAddress {
    const name = `${bucket} ${region}`;
    let address = this.#addresses.get(name);
    if (address === undefined) {
      address = bucketAddress(this.#place, bucket, region);
      this.#addresses.set(name, address);
    }
    return address;
  }

  /** Kept, because it has derived the key of the day. */
  #signer(credentials: StoreCredentials, region: string): Signer {
    if (this.#lastSigner?.for !== credentials || this.#lastSigner.region !== region) {
      this.#lastSigner = { for: credentials, region, sign: createSigner({ credentials, region, service: 's3' }) };
    }
    return this.#lastSigner.sign;
  }

  #pool({ host, port, secure }: BucketAddress): Promise<ConnectionPool> {
    const name = `${host}:${port}`;
    let pool = this.#pools.get(name);
    if (pool === undefined) {
      pool = this.#openPool({ host, port, silence: this.#silence }, secure);
      this.#pools.set(name, pool);
    }
    return pool;
  }

  async #openPool(address: ServerAddress, secure: boolean): Promise<ConnectionPool> {
    return new ConnectionPool(
      secure ? { ...address, connect: await this.#secureConnect() } : address,
      maximumConnections,
    );
  }

  #secureConnect(): Promise<Connect> {
    this.#secure ??= import('./secure-connection.ts').then(({ secureConnect }) => secureConnect(this.#place.ca));
    return this.#secure;
  }
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  let lines = '';
  for (const name in headers) lines += `${name}: ${headers[name]}\r\n`;
  return lines;
}
