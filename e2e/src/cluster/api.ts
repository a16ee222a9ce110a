import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { createInterface } from 'node:readline';

/** How to reach an API server. */
export interface ApiAccess {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** File of the certificate authority. */
  readonly authority: string;
}

/** The few calls of the Kubernetes API that the suites need. Bodies and answers are plain objects. */
export interface Api {
  get(path: string): Promise<unknown>;
  /** The body may be YAML text. */
  create(path: string, body: string | object): Promise<unknown>;
  /** Server-side apply; the body may be YAML text. */
  apply(path: string, body: string | object): Promise<unknown>;
  /** JSON merge patch. */
  patch(path: string, body: object): Promise<unknown>;
  delete(path: string): Promise<unknown>;
  text(path: string): Promise<string>;
  /**
   * Gives every event of a watch as it comes, until the server ends it or the signal stops it. Never rejects: a refusal is an event of the
   * type ERROR, as it is within a watch.
   */
  watch(path: string, onEvent: (event: WatchEvent) => void, signal: AbortSignal): Promise<void>;
  /** Gives a text as it comes, such as a log that is followed, to its end or until the signal. Never rejects. */
  stream(path: string, onText: (text: string) => void, signal: AbortSignal): Promise<void>;
}

/** A change of an object. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
}

/** Opens no connection yet. Every call rejects with the server's own message on an error status. */
export function connectApi(access: ApiAccess): Api {
  const ca = readFileSync(access.authority);
  function call(method: string, path: string, body?: string, type = 'application/json'): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string> = { authorization: `Bearer ${access.token}`, 'content-type': type };
      const sent = request({ host: access.host, port: access.port, path, method, headers, ca }, (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(answer);
          else reject(new Error(`${method} ${path}: ${String(status)} ${serverMessage(answer)}`));
        });
      });
      // The server gives up on a write after 34 s by itself, and says so.
      sent.setTimeout(60_000, () => sent.destroy(new Error(`${method} ${path}: no answer within 60 s`)));
      sent.on('error', reject);
      sent.end(body);
    });
  }
  /** Ends when the server, the network or the signal ends it. */
  function open(path: string, signal: AbortSignal, read: (body: IncomingMessage) => void): Promise<void> {
    return new Promise((resolve) => {
      const headers = { authorization: `Bearer ${access.token}` };
      const sent = request({ host: access.host, port: access.port, path, headers, ca, signal }, (response) => {
        response.on('error', () => undefined).on('close', () => resolve());
        read(response);
      });
      sent.on('error', () => resolve()).end();
    });
  }
  const parsed = async (answer: Promise<string>): Promise<unknown> => JSON.parse(await answer) as unknown;
  return {
    get: (path) => parsed(call('GET', path)),
    text: (path) => call('GET', path),
    create: (path, body) => {
      const [text, type] = typeof body === 'string' ? [body, 'application/yaml'] : [JSON.stringify(body), undefined];
      return parsed(call('POST', path, text, type));
    },
    delete: (path) => parsed(call('DELETE', path)),
    patch: (path, body) => parsed(call('PATCH', path, JSON.stringify(body), 'application/merge-patch+json')),
    watch: (path, onEvent, signal) =>
      open(path, signal, (body) =>
        createInterface({ input: body })
          // An interrupted body is an error of the interface too.
          .on('error', () => undefined)
          .on('line', (line) => onEvent(eventOf(JSON.parse(line) as object))),
      ),
    stream: (path, onText, signal) => open(path, signal, (body) => body.setEncoding('utf8').on('data', onText)),
    apply: (path, body) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return parsed(call('PATCH', `${path}?fieldManager=tiphys-e2e&force=true`, text, 'application/apply-patch+yaml'));
    },
  };
}

/** What the server refuses to watch, it says with a bare status. */
function eventOf(told: object): WatchEvent {
  return 'type' in told ? (told as WatchEvent) : { type: 'ERROR', object: told };
}

function serverMessage(answer: string): string {
  try {
    return (JSON.parse(answer) as { message?: string }).message ?? answer;
  } catch {
    return answer.slice(0, 500);
  }
}
