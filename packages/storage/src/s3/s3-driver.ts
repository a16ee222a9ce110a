import { crc32 } from 'node:zlib';
import type { ObjectDriver } from '../driver.ts';
import type { CredentialSource, ObjectInfo, StorePlace } from '../store.ts';
import type { Location } from '../uri.ts';
import { withRetry } from '../with-retry.ts';
import { checksumText } from './checksum-text.ts';
import { ConnectionError } from './connection-error.ts';
import { getFile } from './get-file.ts';
import type { ObjectPage, PageStart } from './list-objects.ts';
import { listObjects } from './list-objects.ts';
import { putFile } from './put-file.ts';
import { parseEndpoint } from './s3-address.ts';
import { S3Client } from './s3-client.ts';
import { s3Error } from './s3-error.ts';
import type { TransferOptions } from './transfer-options.ts';
import { defaultTransfer } from './transfer-options.ts';

/**
 * A driver for S3 and MinIO on sockets. The schemes `s3` and `minio` are the same here: the endpoint says which server it is.
 * See docs/adr for why this is not left to a library. Throws `UsageError` for an endpoint that is none.
 */
export function createS3Driver(
  place: StorePlace,
  credentials: CredentialSource,
  overrides: Partial<TransferOptions> = {},
): ObjectDriver {
  const options = { ...defaultTransfer, ...overrides };
  const client = new S3Client(place, credentials, options.silenceMilliseconds);
  if (place.endpoint !== undefined) parseEndpoint(place.endpoint);
  const run = async <T>(location: Location, what: () => Promise<T>): Promise<T> =>
    withRetry(async () => {
      try {
        return await what();
      } catch (error) {
        throw s3Error(error, location);
      }
    }, options.retry);
  const get = async ({ bucket, key }: Location): Promise<Buffer> => {
    const headers = { 'x-amz-checksum-mode': 'ENABLED' };
    const answer = await client.send({ method: 'GET', bucket, key, headers });
    const stored = answer.headers.get('x-amz-checksum-crc32');
    if (stored !== undefined && !stored.includes('-') && stored !== checksumText(crc32(answer.body))) {
      throw new ConnectionError('the content is not what the server has a checksum of', { code: 'BadDigest' });
    }
    return answer.body;
  };
  return {
    parallel: 32,
    get: async (location) => run(location, async () => get(location)),
    put: async (location, bytes, ifAbsent) => {
      const body = Buffer.from(bytes);
      let isUnclear = false;
      return run(location, async () => {
        const wasUnclear = isUnclear;
        isUnclear = true;
        const headers = {
          'x-amz-checksum-crc32': checksumText(crc32(body)),
          ...(ifAbsent && { 'if-none-match': '*' }),
        };
        const { bucket, key } = location;
        const { status } = await client.send({
          method: 'PUT',
          bucket,
          key,
          headers,
          body,
          accept: ifAbsent ? [412] : [],
        });
        // An answer got lost before: the object that is there may be the one that was sent then.
        return status < 300 || (wasUnclear && body.equals(await get(location)));
      });
    },
    head: async (location) => run(location, async () => headObject(client, location)),
    async *list(prefix, { after = '' }) {
      const bucket = `${prefix.scheme}://${prefix.bucket}/`;
      let from: PageStart | undefined = { after: after.slice(bucket.length) };
      while (from !== undefined) {
        const start: PageStart = from;
        const page: ObjectPage = await run(prefix, async () => listObjects(client, prefix.bucket, prefix.key, start));
        for (const { key, bytes, version } of page.objects) {
          yield { uri: bucket + key, bytes, version };
        }
        from = page.next === undefined ? undefined : { token: page.next };
      }
    },
    delete: async (location) => {
      const { bucket, key } = location;
      await run(location, async () => client.send({ method: 'DELETE', bucket, key, accept: [404] }));
    },
    putFile: async (localPath, location) => putFile(client, localPath, location, options),
    getFile: async (location, localPath, known) => getFile(client, location, localPath, options, known),
  };
}

async function headObject(client: S3Client, { bucket, key, uri }: Location): Promise<ObjectInfo | undefined> {
  const { status, headers } = await client.send({ method: 'HEAD', bucket, key, accept: [404] });
  if (status === 404) return undefined;
  const bytes = Number(headers.get('content-length'));
  if (!Number.isSafeInteger(bytes)) throw new ConnectionError('the server does not say how long the object is');
  return { uri, bytes };
}
