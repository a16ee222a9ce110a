import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { checksumText } from '../s3/checksum-text.ts';
import { encodePart, encodeQuery } from '../s3/encode-key.ts';
import { createSigner } from '../s3/sign-request.ts';
import { escapeXml, xmlElements, xmlText } from '../s3/xml-text.ts';
import type { StoreCredentials } from '../store.ts';
import { compareBytes } from '../uri.ts';

/** A server that answers as S3 does, with objects in memory; checks signatures and checksums as S3 does. */
export interface FakeS3 {
  /** `host:port` */
  readonly endpoint: string;
  /** By `bucket/key`. */
  readonly objects: Map<string, Buffer>;
  /** Methods and paths of the requests that came. */
  readonly asked: string[];
  /** Parts of uploads that have not ended, by upload. */
  readonly uploads: Map<string, Map<number, Buffer>>;
  close(): Promise<void>;
}

export const fakeCredentials: StoreCredentials = { accessKey: 'fake-key', secretKey: 'fake-secret' };

/** Gives the keys that go with an access key, the name of a refusal, or nothing for a key that nobody has. */
export type FakeKeys = (accessKey: string) => StoreCredentials | 'ExpiredToken' | undefined;

const onlyFake: FakeKeys = (accessKey) => (accessKey === fakeCredentials.accessKey ? fakeCredentials : undefined);

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** Gives another answer than the server would, or destroys the connection, before or after the request has its effect. */
export type Interference = (request: IncomingMessage, effect: () => Answer) => Answer | 'cut' | undefined;

/** Starts a server on a free port; with a certificate it speaks TLS. */
export async function startFakeS3(
  interfere?: Interference,
  tls?: { readonly cert: string; readonly key: string },
  keys: FakeKeys = onlyFake,
): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const asked: string[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    asked.push(`${request.method} ${request.url}`);
    void respond(request, response).catch(() => response.destroy());
  };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const effect = (): Answer => refuse(request, keys) ?? answer(request, body, objects, uploads);
    const given = interfere?.(request, effect) ?? effect();
    if (given === 'cut') {
      response.destroy();
      return;
    }
    const content = Buffer.from(given.body ?? '');
    response.writeHead(given.status, { 'content-length': String(content.length), ...given.headers });
    response.end(request.method === 'HEAD' ? undefined : content);
  };
  const server = tls === undefined ? createServer(handle) : createSecureServer(tls, handle);
  // Whoever waits for more than there is shall not wait for long.
  server.keepAliveTimeout = 100;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    asked,
    uploads,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** S3's form of a refusal. */
function refusal(status: number, code: string): Answer {
  return { status, body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} said.</Message></Error>` };
}

function answer(
  request: IncomingMessage,
  body: Buffer,
  objects: FakeS3['objects'],
  uploads: FakeS3['uploads'],
): Answer {
  const url = new URL(request.url ?? '', 'http://fake');
  const checksum = request.headers['x-amz-checksum-crc32'];
  if (checksum !== undefined && checksum !== checksumText(crc32(body))) {
    return refusal(400, 'XAmzContentChecksumMismatch');
  }
  const name = decodeURIComponent(url.pathname.slice(1));
  const upload = url.searchParams.get('uploadId');
  if (url.searchParams.has('list-type')) return list(name, url.searchParams, objects);
  if (url.searchParams.has('uploads')) {
    const id = randomUUID();
    uploads.set(id, new Map());
    return { status: 200, body: `<R><UploadId>${id}</UploadId></R>` };
  }
  if (upload !== null)
    return multipart(request, url, name, body, objects, uploads.get(upload), () => uploads.delete(upload));
  const found = objects.get(name);
  switch (request.method) {
    case 'PUT':
      if (request.headers['if-none-match'] === '*' && found !== undefined) return refusal(412, 'PreconditionFailed');
      objects.set(name, body);
      return { status: 200, headers: { etag: etag(body) } };
    case 'DELETE':
      objects.delete(name);
      return { status: 204 };
    default:
      return found === undefined ? refusal(404, 'NoSuchKey') : read(request, found);
  }
}

function read(request: IncomingMessage, object: Buffer): Answer {
  const match = request.headers['if-match'];
  if (match !== undefined && match !== etag(object)) return refusal(412, 'PreconditionFailed');
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const whole = { etag: etag(object), 'x-amz-checksum-crc32': checksumText(crc32(object)) };
  if (range === null) {
    return { status: 200, headers: { ...whole, 'content-length': String(object.length) }, body: object };
  }
  const start = Number(range[1]);
  if (start >= object.length) return refusal(416, 'InvalidRange');
  const end = Math.min(Number(range[2]) + 1, object.length);
  return {
    status: 206,
    headers: { etag: etag(object), 'content-range': `bytes ${start}-${end - 1}/${object.length}` },
    body: object.subarray(start, end),
  };
}

function multipart(
  request: IncomingMessage,
  url: URL,
  name: string,
  body: Buffer,
  objects: FakeS3['objects'],
  parts: Map<number, Buffer> | undefined,
  finish: () => void,
): Answer {
  if (parts === undefined) return refusal(404, 'NoSuchUpload');
  if (request.method === 'PUT') {
    parts.set(Number(url.searchParams.get('partNumber')), body);
    return { status: 200, headers: { etag: etag(body) } };
  }
  finish();
  if (request.method === 'DELETE') return { status: 204 };
  const chosen = xmlElements(body.toString(), 'Part').map((part) => {
    const content = parts.get(Number(xmlText(part, 'PartNumber')));
    const isRight =
      content !== undefined &&
      xmlText(part, 'ETag') === etag(content) &&
      xmlText(part, 'ChecksumCRC32') === checksumText(crc32(content));
    return isRight ? content : undefined;
  });
  if (chosen.includes(undefined)) return refusal(400, 'InvalidPart');
  const content = Buffer.concat(chosen as Buffer[]);
  objects.set(name, content);
  const result = `<CompleteMultipartUploadResult><ETag>${escapeXml(etag(content))}</ETag></CompleteMultipartUploadResult>`;
  return { status: 200, body: result };
}

function list(bucket: string, parameters: URLSearchParams, objects: FakeS3['objects']): Answer {
  const prefix = `${bucket}/${parameters.get('prefix') ?? ''}`;
  const after = parameters.get('continuation-token') ?? `${bucket}/${parameters.get('start-after') ?? ''}`;
  const names = [...objects.keys()].filter((name) => name.startsWith(prefix) && compareBytes(name, after) > 0);
  const page = names.sort(compareBytes).slice(0, Number(parameters.get('max-keys')));
  const contents = page.map((name) => {
    const key = encodePart(name.slice(bucket.length + 1)).replaceAll('%20', '+');
    const object = objects.get(name) ?? Buffer.alloc(0);
    return `<Contents><Key>${key}</Key><ETag>${escapeXml(etag(object))}</ETag><Size>${object.length}</Size></Contents>`;
  });
  const isTruncated = page.length < names.length;
  const next = isTruncated ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  return {
    status: 200,
    body: `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
  };
}

/** What is wrong with the signature of a request, if anything is. */
function refuse(request: IncomingMessage, keys: FakeKeys): Answer | undefined {
  const { authorization = '' } = request.headers;
  const credentials = keys(/Credential=([^/]+)\//.exec(authorization)?.[1] ?? '');
  if (credentials === undefined) return refusal(403, 'InvalidAccessKeyId');
  if (credentials === 'ExpiredToken') return refusal(400, 'ExpiredToken');
  return isSigned(request, credentials) ? undefined : refusal(403, 'SignatureDoesNotMatch');
}

function isSigned(request: IncomingMessage, credentials: StoreCredentials): boolean {
  const url = new URL(request.url ?? '', 'http://fake');
  const { authorization = '' } = request.headers;
  const [, scope = '', names = ''] = /Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+),/.exec(authorization) ?? [];
  const [day = '', region = '', service = ''] = scope.split('/');
  const own = new Set(['x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token']);
  const headers = Object.fromEntries(
    names
      .split(';')
      .filter((name) => !own.has(name))
      .map((name) => [name, String(request.headers[name])]),
  );
  const date = String(request.headers['x-amz-date']);
  const time = new Date(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(time.getTime()) || !date.startsWith(day)) return false;
  const signed = createSigner({ credentials, region, service })(
    {
      method: request.method ?? '',
      path: url.pathname,
      query: encodeQuery(Object.fromEntries(url.searchParams)),
      headers,
      payload: String(request.headers['x-amz-content-sha256']),
    },
    time,
  );
  const signature = (header = ''): string | undefined => /Signature=(\w+)/.exec(header)?.[1];
  return signature(signed['authorization']) === signature(authorization);
}

function etag(content: Buffer): string {
  return `"${createHash('md5').update(content).digest('hex')}"`;
}
