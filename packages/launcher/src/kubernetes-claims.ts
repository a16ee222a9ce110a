import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { errorMessage, InfraError, TaskError } from '@tiphys/diagnostics';
import type { VolumeClaim, VolumeClaims } from '@tiphys/runtime';

/** Where Kubernetes puts what a pod needs to speak with the API server. */
const accountDirectory = '/var/run/secrets/kubernetes.io/serviceaccount';

/** How to reach the API server of the cluster. */
export interface ApiServer {
  readonly host: string;
  readonly port: number;
  readonly namespace: string;
  readonly token: string;
  /** PEM. */
  readonly ca: string;
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The volume claims of a namespace, through the API server.
 *
 * @param connect finds the API server; it is asked anew for each request, because tokens are replaced while a pod runs
 */
export function createKubernetesClaims(connect: () => Promise<ApiServer>): VolumeClaims {
  return {
    async create(claim) {
      const { status, body } = await call(await connect(), 'POST', '', claimObject(claim));
      if (status !== 409) {
        refuse(status, body, 'create');
        return 'created';
      }
      const found = await call(await connect(), 'GET', claim.name);
      refuse(found.status, found.body, 'get');
      const metadata = (found.body['metadata'] ?? {}) as { readonly annotations?: Record<string, string> };
      return { annotations: metadata.annotations ?? {} };
    },
    async delete(name) {
      const { status, body } = await call(await connect(), 'DELETE', name);
      if (status === 404) return false;
      refuse(status, body, 'delete');
      return true;
    },
  };
}

/** The API server as a pod finds it. Throws `InfraError` when the pod has no token. */
export async function podApiServer(
  env: Readonly<Record<string, string | undefined>>,
  directory = accountDirectory,
): Promise<ApiServer> {
  const read = (name: string): Promise<string> => readFile(`${directory}/${name}`, 'utf8');
  const host = env['KUBERNETES_SERVICE_HOST'];
  try {
    if (host === undefined) throw new Error('KUBERNETES_SERVICE_HOST is not set');
    const [token, ca, namespace] = await Promise.all([read('token'), read('ca.crt'), read('namespace')]);
    const port = Number(env['KUBERNETES_SERVICE_PORT'] ?? '443');
    return { host, port, token: token.trim(), ca, namespace: namespace.trim() };
  } catch (error) {
    const reason = errorMessage(error);
    throw new InfraError(`The pod has no access to the Kubernetes API: ${reason}`, { retriable: false });
  }
}

function claimObject({ name, labels, annotations, owner, spec }: VolumeClaim): object {
  const ownerReferences = owner && [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', ...owner }];
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels, annotations, ...(ownerReferences && { ownerReferences }) },
    spec,
  };
}

/** Turns an answer that is no success into an error: our own fault or the user's, or one that may pass. */
function refuse(status: number, body: Answer['body'], verb: string): void {
  if (status < 300) return;
  const message = typeof body['message'] === 'string' ? body['message'] : `status ${String(status)}`;
  if (status === 429 || status >= 500) {
    throw new InfraError(`The Kubernetes API failed: ${message}`, { retriable: true });
  }
  const hint =
    status === 403
      ? ` Allow the service account of the run to ${verb} persistentvolumeclaims (see docs/kubernetes.md).`
      : '';
  throw new TaskError(`Kubernetes refused: ${message}.${hint}`);
}

function call(server: ApiServer, method: string, name: string, body?: object): Promise<Answer> {
  const path = `/api/v1/namespaces/${encodeURIComponent(server.namespace)}/persistentvolumeclaims`;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: server.host,
        port: server.port,
        ca: server.ca,
        method,
        path: name === '' ? path : `${path}/${encodeURIComponent(name)}`,
        timeout: 30_000,
        headers: {
          authorization: `Bearer ${server.token}`,
          accept: 'application/json',
          ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: parseBody(Buffer.concat(chunks).toString()) });
        });
      },
    );
    function fail(error: Error): void {
      const message = `The Kubernetes API at ${server.host} could not be reached: ${error.message}`;
      reject(new InfraError(message, { retriable: true, cause: error }));
    }
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer within 30 s')));
    outgoing.on('error', fail);
    outgoing.end(text);
  });
}

function parseBody(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return { message: text.slice(0, 200) };
  }
}
