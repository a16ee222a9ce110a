import { readFileSync } from 'node:fs';
import { request } from 'node:https';

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
  delete(path: string): Promise<unknown>;
  text(path: string): Promise<string>;
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
      sent.setTimeout(30_000, () => sent.destroy(new Error(`${method} ${path}: no answer within 30 s`)));
      sent.on('error', reject);
      sent.end(body);
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
    apply: (path, body) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return parsed(call('PATCH', `${path}?fieldManager=tiphys-e2e&force=true`, text, 'application/apply-patch+yaml'));
    },
  };
}

function serverMessage(answer: string): string {
  try {
    return (JSON.parse(answer) as { message?: string }).message ?? answer;
  } catch {
    return answer.slice(0, 500);
  }
}
