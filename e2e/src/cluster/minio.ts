import { get } from 'node:http';
import { address, minioService } from './addresses.ts';
import { waitFor } from './daemon.ts';

/** Waits until MinIO says that it is ready. */
export async function untilMinioAnswers(): Promise<void> {
  const url = `http://${address.minio}:${String(minioService.port)}/minio/health/ready`;
  await waitFor('MinIO', 60, async () => ((await statusOf(url)) === 200 ? true : undefined));
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}
