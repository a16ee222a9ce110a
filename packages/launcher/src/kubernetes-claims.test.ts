import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ApiServer } from './kubernetes-claims.ts';
import { createKubernetesClaims, podApiServer } from './kubernetes-claims.ts';

const read = (name: string): Promise<string> => readFile(new URL(`testing/${name}`, import.meta.url), 'utf8');

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** An API server that answers as told, and says what it was asked. */
async function serve(answers: readonly Answer[]): Promise<{ readonly server: ApiServer; readonly asked: unknown[] }> {
  const [key, ca] = [await read('api-server.key.pem'), await read('api-server.crt.pem')];
  const asked: unknown[] = [];
  const left = [...answers];
  const server = createServer({ key, cert: ca }, (request, response) => {
    void bodyOf(request).then((body) => {
      asked.push({ method: request.method, path: request.url, token: request.headers.authorization, body });
      const answer = left.shift() ?? { status: 500 };
      response.writeHead(answer.status).end(JSON.stringify(answer.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { server: { host: '127.0.0.1', port, namespace: 'team a', token: 't', ca }, asked };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? undefined : JSON.parse(text);
}

const claim = {
  name: 'c',
  annotations: { a: 'b' },
  labels: { l: 'm' },
  owner: { name: 'run', uid: 'u' },
  spec: { accessModes: ['ReadWriteOnce'] },
};
const path = '/api/v1/namespaces/team%20a/persistentvolumeclaims';

test('creates a claim that goes with its run', async () => {
  const { server, asked } = await serve([{ status: 201 }]);
  expect(await createKubernetesClaims(() => Promise.resolve(server)).create(claim)).toBe('created');
  expect(asked).toEqual([
    {
      method: 'POST',
      path,
      token: 'Bearer t',
      body: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: 'c',
          labels: { l: 'm' },
          annotations: { a: 'b' },
          ownerReferences: [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', name: 'run', uid: 'u' }],
        },
        spec: { accessModes: ['ReadWriteOnce'] },
      },
    },
  ]);
});

test('a claim that is there already tells who made it', async () => {
  const { server } = await serve([{ status: 409 }, { status: 200, body: { metadata: { annotations: { a: 'x' } } } }]);
  const claims = createKubernetesClaims(() => Promise.resolve(server));
  expect(await claims.create(claim)).toEqual({ annotations: { a: 'x' } });
});

test('deletes, and says when there is nothing', async () => {
  const { server, asked } = await serve([{ status: 200 }, { status: 404 }]);
  const claims = createKubernetesClaims(() => Promise.resolve(server));
  expect([await claims.delete('c'), await claims.delete('c')]).toEqual([true, false]);
  expect(asked[0]).toMatchObject({ method: 'DELETE', path: `${path}/c` });
});

test('a refusal is the fault of the task, and says what to allow', async () => {
  const { server } = await serve([{ status: 403, body: { message: 'claims is forbidden' } }, { status: 422 }]);
  const claims = createKubernetesClaims(() => Promise.resolve(server));
  await expect(claims.create(claim)).rejects.toMatchObject({
    code: 'TASK',
    message: expect.stringMatching(/claims is forbidden\..*to create persistentvolumeclaims/),
  });
  await expect(claims.create(claim)).rejects.toMatchObject({
    code: 'TASK',
    message: 'Kubernetes refused: status 422.',
  });
});

test('a server that fails, or is not there, may be better later', async () => {
  const { server } = await serve([{ status: 503, body: { message: 'busy' } }]);
  const claims = createKubernetesClaims(() => Promise.resolve(server));
  await expect(claims.delete('c')).rejects.toMatchObject({ code: 'INFRA', retriable: true });
  const untrusted = createKubernetesClaims(() => Promise.resolve({ ...server, ca: '' }));
  await expect(untrusted.delete('c')).rejects.toMatchObject({ code: 'INFRA' });
});

test('finds the API server of its pod', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-account-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '6443' };
  await expect(podApiServer(env, directory)).rejects.toMatchObject({ code: 'INFRA', retriable: false });
  for (const name of ['token', 'ca.crt', 'namespace']) await writeFile(join(directory, name), `${name}\n`);
  const found = { host: '10.0.0.1', port: 6443, token: 'token', ca: 'ca.crt\n', namespace: 'namespace' };
  expect(await podApiServer(env, directory)).toEqual(found);
  await expect(podApiServer({}, directory)).rejects.toMatchObject({ code: 'INFRA' });
});
