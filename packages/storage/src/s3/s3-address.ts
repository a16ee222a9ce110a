import { UsageError } from '@tiphys/diagnostics';
import type { StorePlace } from '../store.ts';
import { encodeKey } from './encode-key.ts';

/** Where the requests for a bucket go. */
export interface BucketAddress {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** Value of the `host` header. */
  readonly authority: string;
  /** Path of the bucket, without a slash at the end; keys follow after one. */
  readonly path: string;
}

/** An endpoint taken apart. */
export interface Endpoint {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port?: number;
  readonly secure: boolean;
}

/**
 * Reads `host`, `host:port` or a URL without a path. Without `secure`, an endpoint that names no scheme is plain HTTP.
 *
 * @throws UsageError for anything else
 */
export function parseEndpoint(endpoint: string, secure?: boolean): Endpoint {
  const match = /^(?:(https?):\/\/)?(\[[0-9a-fA-F:]+\]|[^\s:/[\]]+)(?::(\d+))?\/?$/.exec(endpoint);
  if (match === null) {
    throw new UsageError(`The store endpoint ${JSON.stringify(endpoint)} is not of the form "host:port".`);
  }
  const [, scheme, host = '', port] = match;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    secure: secure ?? scheme === 'https',
    ...(port !== undefined && { port: Number(port) }),
  };
}

/** Buckets that can be a label of a host name; a dot would break the server's certificate. */
const hostLabel = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/**
 * Says where a bucket is. Without an endpoint that is AWS in the given region. AWS is addressed with the bucket in the host
 * name, as it wants it, other servers with the bucket in the path, which all of them take; `style` decides otherwise.
 */
export function bucketAddress(place: StorePlace, bucket: string, region: string): BucketAddress {
  const endpoint = parseEndpoint(
    place.endpoint ?? `s3.${region}.amazonaws.com`,
    place.secure ?? (place.endpoint === undefined ? true : undefined),
  );
  const isAmazon = /(^|\.)amazonaws\.com(\.cn)?$/.test(endpoint.host);
  const isVirtual = (place.style ?? (isAmazon ? 'virtual' : 'path')) === 'virtual' && hostLabel.test(bucket);
  const host = isVirtual ? `${bucket}.${endpoint.host}` : endpoint.host;
  const { secure, port = secure ? 443 : 80 } = endpoint;
  const named = host.includes(':') ? `[${host}]` : host;
  return {
    host,
    port,
    secure,
    authority: port === (secure ? 443 : 80) ? named : `${named}:${port}`,
    path: isVirtual ? '' : `/${encodeKey(bucket)}`,
  };
}
