/**
 * `npm run test:s3`: the tests of the stores, with a real MinIO behind the S3 driver. The server is built from its Go module
 * once, listens on this machine only, and keeps its data in a temporary folder.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'minio';
import { minioProgram } from '../../e2e/src/cluster/build-programs.ts';

const accessKey = 'tiphys-test';
const secretKey = 'tiphys-test-secret';
const bucket = 'tests';

const program = await minioProgram();
const data = mkdtempSync(join(tmpdir(), 'tiphys-s3-'));
const port = await freePort();
const server = spawn(program, ['server', '--quiet', '--address', `127.0.0.1:${port}`, data], {
  env: { ...process.env, MINIO_ROOT_USER: accessKey, MINIO_ROOT_PASSWORD: secretKey },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await createBucket();
  const address = `http://${accessKey}:${secretKey}@127.0.0.1:${port}/${bucket}`;
  const { status } = spawnSync('vitest', ['run', 'packages/storage', 'packages/metadata'], {
    env: { ...process.env, TIPHYS_TEST_S3: address },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = status ?? 1;
} finally {
  server.kill();
  rmSync(data, { recursive: true, force: true });
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
async function createBucket(): Promise<void> {
  const client = new Client({ endPoint: '127.0.0.1', port, useSSL: false, accessKey, secretKey });
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.makeBucket(bucket);
      return;
    } catch (error) {
      if (attempt === 150 || server.exitCode !== null) throw error;
      await wait(200);
    }
  }
}
