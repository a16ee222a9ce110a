import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { InfraError } from '@tiphys/diagnostics';
import type { Client } from 'minio';
import type { FileDigest } from './digest.ts';
import { hashingStream, writeStream } from './digest.ts';
import type { ObjectDriver } from './driver.ts';
import { isObjectNotFound } from './errors.ts';
import { parseEndpoint } from './s3/s3-address.ts';
import { s3Error } from './s3/s3-error.ts';
import type { CredentialSource, StoreCredentials, StorePlace } from './store.ts';
import { statLocal } from './stat-local.ts';
import type { Location } from './uri.ts';
import type { RetryOptions } from './with-retry.ts';
import { withRetry } from './with-retry.ts';

/** Bytes of one part of an upload: what one transfer holds in memory. */
const partSize = 8 * 1024 * 1024;
/** S3 allows 10,000 parts. */
const maximumParts = 9_000;

/**
 * A driver for S3 and MinIO, through the npm package `minio`, which is loaded when the first object is touched. The schemes
 * `s3` and `minio` are the same here: the endpoint says which server it is.
 */
export function createMinioDriver(
  options: StorePlace,
  source: CredentialSource,
  retry: RetryOptions = {},
): ObjectDriver {
  const clientFor = keepClient(options, source);
  const run = async <T>(location: Location, what: (client: Client) => Promise<T>, size = 0): Promise<T> =>
    withRetry(async () => {
      const client = await clientFor(size);
      try {
        return await what(client);
      } catch (error) {
        throw s3Error(error, location);
      }
    }, retry);
  return {
    parallel: 8,
    get: async (location) =>
      run(location, async (client) => {
        const stream = await client.getObject(location.bucket, location.key);
        return buffer(stream);
      }),
    put: async (location, bytes, ifAbsent) =>
      run(location, async (client) => putObject(client, location, bytes, ifAbsent)),
    head: async (location) => {
      try {
        const stat = await run(location, async (client) => client.statObject(location.bucket, location.key));
        return { uri: location.uri, bytes: stat.size };
      } catch (error) {
        if (isObjectNotFound(error)) {
          return undefined;
        }
        throw error;
      }
    },
    async *list(prefix, { after = '' }) {
      // The first version of S3's listing starts anywhere.
      let token = after.slice(`${prefix.scheme}://${prefix.bucket}/`.length);
      do {
        const page = await run(prefix, async (client) => listPage(client, prefix, token));
        for (const object of page.objects) {
          yield {
            uri: `${prefix.scheme}://${prefix.bucket}/${object.key}`,
            bytes: object.bytes,
            version: object.version,
          };
        }
        token = page.next;
      } while (token !== '');
    },
    delete: async (location) => run(location, async (client) => client.removeObject(location.bucket, location.key)),
    putFile: async (localPath, location) => {
      const { size } = await statLocal(localPath);
      return run(location, async (client) => putFile(client, localPath, size, location), size);
    },
    getFile: async (location, localPath) =>
      run(location, async (client) => {
        const stream = await client.getObject(location.bucket, location.key);
        return writeStream(stream, localPath);
      }),
  };
}

/** Gives a client for files of a size; the same one for all that fit, as long as the credentials stay. */
function keepClient(options: StorePlace, source: CredentialSource): (size: number) => Promise<Client> {
  const { host, port, secure } = parseEndpoint(
    options.endpoint ?? 's3.amazonaws.com',
    options.secure ?? (options.endpoint === undefined ? true : undefined),
  );
  let opened: { readonly with: StoreCredentials | undefined; readonly client: Promise<Client> } | undefined;
  const connect = async (credentials: StoreCredentials | undefined, size = 0): Promise<Client> => {
    const { Client } = await import('minio');
    return new Client({
      endPoint: host,
      useSSL: secure,
      ...(port !== undefined && { port }),
      region: options.region ?? 'us-east-1',
      pathStyle: true,
      partSize: Math.max(partSize, Math.ceil(size / maximumParts)),
      // Retries are ours: they know which operations may be repeated.
      retryOptions: { disableRetry: true },
      ...credentials,
    });
  };
  return async (size) => {
    const credentials = await source();
    if (size > partSize * maximumParts) return connect(credentials, size);
    if (opened?.with !== credentials || opened === undefined) {
      opened = { with: credentials, client: connect(credentials) };
    }
    return opened.client;
  };
}

async function putObject(client: Client, location: Location, bytes: Uint8Array, ifAbsent: boolean): Promise<boolean> {
  // `putObject` of the package turns unknown headers into metadata, so the request is made directly.
  const response = await client.makeRequestAsync(
    {
      method: 'PUT',
      bucketName: location.bucket,
      objectName: location.key,
      headers: { 'content-length': bytes.length, ...(ifAbsent ? { 'if-none-match': '*' } : {}) },
    },
    Buffer.from(bytes),
    ifAbsent ? [200, 412] : [200],
    undefined,
  );
  response.resume();
  return response.statusCode === 200;
}

async function putFile(client: Client, localPath: string, bytes: number, location: Location): Promise<FileDigest> {
  const hashing = hashingStream();
  const source = createReadStream(localPath, { highWaterMark: 1024 * 1024 });
  source.on('error', (error) => hashing.stream.destroy(error));
  try {
    await client.putObject(location.bucket, location.key, source.pipe(hashing.stream), bytes);
  } finally {
    source.destroy();
  }
  const result = hashing.result();
  if (result.bytes !== bytes) {
    throw new InfraError(`${localPath} changed while it was uploaded.`, { retriable: true });
  }
  return result;
}

interface Page {
  readonly objects: readonly { readonly key: string; readonly bytes: number; readonly version: string }[];
  /** Where the next page starts; the empty text after the last. */
  readonly next: string;
}

async function listPage(client: Client, prefix: Location, marker: string): Promise<Page> {
  const result = await client.listObjectsQuery(prefix.bucket, prefix.key, marker, {
    Delimiter: '',
    MaxKeys: 1000,
  });
  const objects = result.objects.map((object) => ({
    key: String(object.name),
    bytes: Number(object.size),
    version: String(object.etag),
  }));
  return { objects, next: result.isTruncated === true ? (result.nextMarker ?? objects.at(-1)?.key ?? '') : '' };
}
