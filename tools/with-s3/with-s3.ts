/** `npm run test:s3`: the tests of the stores, with a real MinIO behind the S3 driver. */
import { spawnSync } from 'node:child_process';
import { startMinio } from './start-minio.ts';

const minio = await startMinio();
try {
  const { status } = spawnSync('vitest', ['run', 'packages/storage', 'packages/metadata'], {
    env: { ...process.env, TIPHYS_TEST_S3: minio.address },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = status ?? 1;
} finally {
  minio.stop();
}
