import { spawn } from 'node:child_process';
import { script } from '../script/script.ts';
import { startIdentityProvider } from './identity-provider.ts';
import { startMinio } from './start-minio.ts';

script('test:s3', 'The tests of the stores, with a real MinIO behind the S3 driver (Go).').parse();

const tests = ['packages/storage', 'packages/metadata', 'packages/cli/src/commands/records-s3.test.ts'];

const provider = await startIdentityProvider();
const minio = await startMinio('inherit', provider);
try {
  // Not spawnSync: MinIO asks the provider for its keys meanwhile.
  const vitest = spawn('vitest', ['run', ...tests], {
    env: {
      ...process.env,
      TIPHYS_TEST_S3: minio.address,
      TIPHYS_TEST_S3_TOKEN: provider.token('readwrite'),
      TIPHYS_TEST_S3_READER: provider.token('readonly'),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.exitCode = await new Promise<number>((resolve) => vitest.once('close', (code) => resolve(code ?? 1)));
} finally {
  minio.stop();
  provider.stop();
}
