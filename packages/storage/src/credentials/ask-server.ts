import { UsageError } from '@tiphys/diagnostics';
import type { Connect } from '../s3/connection.ts';
import { Connection } from '../s3/connection.ts';

/** A small request to a service beside the store. */
export interface Question {
  readonly method: 'GET' | 'POST';
  /** `http` or `https`. */
  readonly url: string;
  /** By lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Authorities (PEM) to trust beside the public ones. */
  readonly ca?: string;
}

/** How long a service may be silent, in milliseconds: those of a pod's identity are near. */
const silence = 10_000;

/**
 * Sends a request over a connection of its own, and gives the whole answer. On sockets like everything else that a launcher
 * sends: Node's `fetch` would cost each pod more memory than the rest of it. Throws `ConnectionError`.
 */
export async function askServer(question: Question): Promise<{ readonly status: number; readonly body: string }> {
  const url = parseUrl(question.url);
  const secure = url.protocol === 'https:';
  const body = Buffer.from(question.body ?? '');
  const headers = {
    host: url.host,
    accept: '*/*',
    connection: 'close',
    ...(question.method === 'POST' && { 'content-length': String(body.length) }),
    ...question.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const connection = new Connection({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port === '' ? (secure ? 443 : 80) : url.port),
    silence,
    ...(secure && { connect: await trusting(question.ca) }),
  });
  const chunks: Buffer[] = [];
  try {
    const { status } = await connection.exchange({
      method: question.method,
      head: `${question.method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n`,
      open: () => (chunk) => void chunks.push(Buffer.from(chunk)),
      ...(body.length > 0 && { body }),
    });
    return { status, body: Buffer.concat(chunks).toString() };
  } finally {
    connection.close();
  }
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`The address ${JSON.stringify(text)} of a credential service is no URL with http or https.`);
  }
  return url;
}

async function trusting(ca: string | undefined): Promise<Connect> {
  const { secureConnect } = await import('../s3/secure-connection.ts');
  return secureConnect(ca);
}
