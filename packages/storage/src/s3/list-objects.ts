import type { S3Client } from './s3-client.ts';
import { ConnectionError } from './connection-error.ts';
import { xmlElements, xmlText } from './xml-text.ts';

/** A page of a listing. */
export interface ObjectPage {
  readonly objects: readonly { readonly key: string; readonly bytes: number; readonly version: string }[];
  /** Where the next page starts; absent after the last. */
  readonly next?: string;
}

/** Where a page starts: behind a key, or where another page said. */
export type PageStart = { readonly after: string } | { readonly token: string };

/** Asks for a page of the objects whose keys start with `prefix` (ListObjectsV2). */
export async function listObjects(
  client: S3Client,
  bucket: string,
  prefix: string,
  from: PageStart,
): Promise<ObjectPage> {
  const { body } = await client.send({
    method: 'GET',
    bucket,
    query: {
      'list-type': '2',
      // XML cannot write every character that a key may have.
      'encoding-type': 'url',
      'max-keys': '1000',
      prefix,
      ...('token' in from ? { 'continuation-token': from.token } : from.after !== '' && { 'start-after': from.after }),
    },
  });
  const xml = body.toString();
  const objects = xmlElements(xml, 'Contents').map((object) => ({
    key: decodeKey(xmlText(object, 'Key') ?? ''),
    bytes: Number(xmlText(object, 'Size')),
    version: (xmlText(object, 'ETag') ?? '').replaceAll('"', ''),
  }));
  const next = xmlText(xml, 'NextContinuationToken');
  const isTruncated = xmlText(xml, 'IsTruncated') === 'true';
  if (
    !/<\/ListBucketResult>\s*$/.test(xml) ||
    isTruncated !== (next !== undefined) ||
    objects.some(({ key, bytes }) => !key.startsWith(prefix) || !Number.isSafeInteger(bytes))
  ) {
    throw new ConnectionError('the listing of the server is garbled');
  }
  return { objects, ...(next !== undefined && { next }) };
}

function decodeKey(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch (error) {
    throw new ConnectionError('the listing of the server is garbled', { cause: error });
  }
}
