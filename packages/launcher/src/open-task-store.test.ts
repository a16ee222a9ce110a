import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlaceConfig, StoreConfig } from '@tiphys/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTaskStore } from './open-task-store.ts';

/** The access keys that came with requests, by bucket. */
const seen = new Map<string, string | undefined>();
const server = createServer((request, response) => {
  const bucket = request.url?.split('/')[1] ?? '';
  seen.set(bucket, /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1]);
  response.writeHead(404).end();
});
beforeAll(async () => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const here = (place: PlaceConfig = {}): PlaceConfig => ({
  endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
  ...place,
});
const aws = { AWS_ACCESS_KEY_ID: 'aws', AWS_SECRET_ACCESS_KEY: 'x' };

test('each place has its own keys, and a place without does not get those of another', async () => {
  const places: NonNullable<StoreConfig['places']> = [
    { prefix: 's3://team', ...here() },
    { prefix: 's3://open', ...here({ credentials: 'none' }) },
    { prefix: 's3://mine', ...here({ credentials: 'environment' }) },
    { prefix: 's3://', ...here() },
  ];
  const keys = {
    TIPHYS_ACCESS_KEY_0: 'of team',
    TIPHYS_SECRET_KEY_0: 'x',
    TIPHYS_ACCESS_KEY: 'own',
    TIPHYS_SECRET_KEY: 'x',
  };
  const store = openTaskStore({ root: 's3://bucket/root', ...here(), places }, { ...keys, ...aws });
  for (const bucket of ['bucket/root', 'team', 'open', 'mine', 'other']) await store.head(`s3://${bucket}/x`);
  expect(Object.fromEntries(seen)).toEqual({
    bucket: 'own',
    team: 'of team',
    open: undefined,
    mine: 'aws',
    other: 'aws',
  });
});

test('a store that shall be reached with an identity does not fall back to anything else', async () => {
  const store = openTaskStore(
    { root: 's3://bucket', ...here({ credentials: 'identity' }) },
    { TIPHYS_ACCESS_KEY: 'own', TIPHYS_SECRET_KEY: 'x', ...aws },
  );
  await expect(store.get('s3://bucket/x')).rejects.toThrow('the identity of the pod, which has none');
});
