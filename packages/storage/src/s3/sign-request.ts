import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey, hash } from 'node:crypto';
import type { StoreCredentials } from '../store.ts';

/** What is signed of a request. */
export interface SignableRequest {
  readonly method: string;
  /** Percent-encoded, with a slash at the start. */
  readonly path: string;
  /** Percent-encoded pairs in the order of their names, joined by `&`. */
  readonly query: string;
  /** All headers that are sent and signed, by their lower-case names, `host` among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Hex SHA-256 of the body, or `UNSIGNED-PAYLOAD`. */
  readonly payload: string;
}

/** For whom and where a signature holds. */
export interface SigningScope {
  readonly credentials: StoreCredentials;
  readonly region: string;
  readonly service: string;
}

const algorithm = 'AWS4-HMAC-SHA256';

/** A function that signs requests of one scope, and derives the key of a day once. */
export type Signer = (request: SignableRequest, now: Date) => Readonly<Record<string, string>>;

/**
 * Signs by AWS Signature Version 4: gives all headers to send, `authorization`, `x-amz-date` and the like included.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function createSigner({ credentials, region, service }: SigningScope): Signer {
  let second = -1;
  let date = '';
  let day = '';
  let place = '';
  // Not its bytes: making a key of them takes five times as long as the signature.
  let key: KeyObject | undefined;
  return (request, now) => {
    // Many requests are made in one second.
    if (second !== Math.floor(now.getTime() / 1000)) {
      second = Math.floor(now.getTime() / 1000);
      date = amazonDate(now);
    }
    if (key === undefined || !date.startsWith(day)) {
      day = date.slice(0, 8);
      place = `${day}/${region}/${service}/aws4_request`;
      const parts = [day, region, service, 'aws4_request'];
      const secret = Buffer.from(`AWS4${credentials.secretKey}`);
      key = createSecretKey(parts.reduce<Buffer>((derived, part) => hmac(derived, part), secret));
    }
    const headers: Record<string, string> = {
      ...request.headers,
      'x-amz-content-sha256': request.payload,
      'x-amz-date': date,
      ...(credentials.sessionToken !== undefined && { 'x-amz-security-token': credentials.sessionToken }),
    };
    const names = Object.keys(headers).sort();
    const signedHeaders = names.join(';');
    const canonical = [
      request.method,
      request.path,
      request.query,
      ...names.map((name) => `${name}:${plainValue(headers[name] ?? '')}`),
      '',
      signedHeaders,
      request.payload,
    ].join('\n');
    const text = `${algorithm}\n${date}\n${place}\n${hash('sha256', canonical)}`;
    const signature = createHmac('sha256', key).update(text).digest('hex');
    headers['authorization'] =
      `${algorithm} Credential=${credentials.accessKey}/${place},SignedHeaders=${signedHeaders},Signature=${signature}`;
    return headers;
  };
}

function plainValue(value: string): string {
  return value.trim().replace(/ {2,}/g, ' ');
}

/** `YYYYMMDDTHHMMSSZ` */
function amazonDate(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d+/g, '');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
