import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'minio';
import type { IdentityProvider } from './identity-provider.ts';
import { minioProgram } from '../../e2e/src/cluster/build-programs.ts';

/** A MinIO server of our own. */
export interface Minio {
  /** `http://key:secret@host:port/bucket` of its only bucket. */
  readonly address: string;
  stop(): void;
}

const accessKey = 'tiphys-test';
const secretKey = 'tiphys-test-secret';
const bucket = 'tests';
const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Starts a server, built from its Go module once, that listens on this machine only and keeps its data in a temporary folder.
 *
 * @param log where what it complains of goes; nowhere, for a test that gives it reason to
 * @param provider whose tokens it gives keys for
 */
export async function startMinio(log: 'inherit' | 'ignore' = 'inherit', provider?: IdentityProvider): Promise<Minio> {
  const program = await minioProgram();
  const data = mkdtempSync(join(tmpdir(), 'tiphys-s3-'));
  const port = await freePort();
  const server = spawn(program, ['server', '--quiet', '--address', `127.0.0.1:${port}`, data], {
    env: { ...process.env, MINIO_ROOT_USER: accessKey, MINIO_ROOT_PASSWORD: secretKey, ...trusting(provider) },
    stdio: ['ignore', 'ignore', log],
  });
  const stop = (): void => {
    for (const signal of signals) process.off(signal, stopped);
    server.kill('SIGKILL');
    // It writes until it is gone.
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  };
  // A script that is ended must not leave its server behind.
  const stopped = (signal: NodeJS.Signals): void => {
    stop();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, stopped);
  try {
    await createBucket(port, () => server.exitCode === null);
  } catch (error) {
    stop();
    throw error;
  }
  return { address: `http://${accessKey}:${secretKey}@127.0.0.1:${port}/${bucket}`, stop };
}

function trusting(provider: IdentityProvider | undefined): Readonly<Record<string, string>> {
  return provider === undefined
    ? {}
    : {
        MINIO_IDENTITY_OPENID_CONFIG_URL: provider.configUrl,
        MINIO_IDENTITY_OPENID_CLIENT_ID: provider.audience,
        MINIO_IDENTITY_OPENID_CLAIM_NAME: 'policy',
      };
}

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Asks until the server answers; it needs a moment to start. */
async function createBucket(port: number, isRunning: () => boolean): Promise<void> {
  const client = new Client({ endPoint: '127.0.0.1', port, useSSL: false, accessKey, secretKey });
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.makeBucket(bucket);
      return;
    } catch (error) {
      if (attempt === 150 || !isRunning()) throw error;
      await wait(200);
    }
  }
}
